import { idOf, truth } from './truth.ts'

const form = truth[0]
const real = 'data=songjiang-2023'

/** Every view with an address that fills it, and those that say that there is nothing to show. */
export const views = [
  ['overview', '#/overview?'],
  ['departments', '#/departments?'],
  ['department', `#/department/${encodeURIComponent(form?.department ?? '')}?${real}`],
  ['projects', '#/projects?from=2025'],
  ['project', `#/project/${form ? idOf(form) : ''}?${real}`],
  ['indicators', '#/indicators?from=2025'],
  ['indicator', `#/indicator/${encodeURIComponent(form?.indicators.at(-1)?.level3 ?? '')}?${real}`],
  ['cuts', '#/cuts?from=2024'],
  ['watchlist', '#/watchlist?from=2024'],
  ['compare', '#/compare?compare=region'],
  ['audit', '#/audit?from=2025'],
  ['report', '#/report?from=2024'],
  ['sql', `#/sql?${real}`],
  ['data', `#/data?${real}`],
] as const
