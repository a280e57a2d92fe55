/** The columns of the table that counts projects lie beside the sums, under these names. */
export function projectName(name: string): string {
  return `projects: ${name}`
}
