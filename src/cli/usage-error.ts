/** A wrong call of the command line: the message says what is right. Ends with exit code 1. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
