export const commandNames = ['convert', 'check', 'query', 'generate', 'publish'] as const
export type CommandName = (typeof commandNames)[number]

const calls: Readonly<Record<CommandName, string>> = {
  convert: 'jilan convert INPUT… --out DIR [--format parquet|csv] [--region R] [--title T] [--report FILE]',
  check: 'jilan check DIR [--format text|json] [--rules FILE]',
  query: 'jilan query DIR "SQL" [--format table|csv|json]',
  generate: 'jilan generate --years 2014-2025 --projects N --seed S --out DIR [--format parquet|csv]',
  publish: 'jilan publish DIR --engine URL --schema NAME [--year Y] [--warehouse FOLDER] [--out DIR]',
}

const details: Readonly<Record<CommandName, string>> = {
  convert: `Reads self-evaluation forms (.txt, .pdf) and exports (.csv, .xlsx, .parquet), also in a .zip, into a dataset folder.
An INPUT that is a folder stands for the files in it.

  --out DIR        the dataset folder: new, empty, or a dataset, which is replaced
  --format F       parquet (as usual) or csv
  --region R       the region of rows whose file doesn't say one
  --title T        the dataset's title; "中文|English" gives both languages
  --description D  what it is, the same way
  --report FILE    a JSON report of every file: forms, rows, errors, warnings; - is standard output
  --lang L         language of the messages: zh (as usual) or en`,
  check: `Prints the findings on the quality of the self-evaluations in a dataset folder.

  --format F       text (as usual) or json: an array of findings
  --rules FILE     a rule set as JSON instead of the usual one
  --lang L         language of the messages: zh (as usual) or en`,
  query: `Asks SQL (DuckDB) over project_year, fund_source, indicator and project_metrics.
Works on a copy in memory: the folder stays as it is. SQL given as - is read from standard input.

  --format F       table (as usual), csv or json; JSON has decimals as exact strings
  --file FILE      reads the SQL from a file`,
  generate: `Makes the synthetic data of a fictional city: the same call gives the same folder, byte for byte.

  --years A-B      the first and the last year, 1990 to 2100
  --projects N     how many projects run in a year, about
  --seed S         a whole number
  --out DIR        the dataset folder: new, empty, or a dataset, which is replaced
  --format F       parquet (as usual) or csv`,
  publish: `Puts a dataset folder into a Trino cluster, and writes the small folder that the page opens: the manifest that
names the cluster's catalog and schema, and the sums made ahead. Cut off, it may be called again.

  --engine URL     the coordinator, such as http://127.0.0.1:8090
  --schema NAME    the schema; made where it is not there
  --catalog NAME   the catalog: lake unless given
  --user NAME      who writes: publisher unless given; a password is read from JILAN_ENGINE_PASSWORD
  --year Y         only this year: it is added or replaced, the other years stay
  --warehouse F    the catalog's folder as this machine sees it: whole Parquet files are put there, much faster than rows
                   sent through the engine
  --out DIR        the folder for the page: NAME unless given`,
}

const exits = 'Exit codes: 0 done; 1 wrong use; 2 some input was rejected, the good part is done.'

/** How to call one command, or all. */
export function usageLine(command?: CommandName): string {
  return command ? `Usage: ${calls[command]}` : `Usage:\n${commandNames.map((name) => `  ${calls[name]}`).join('\n')}`
}

export function helpText(command?: CommandName): string {
  return command ? `${usageLine(command)}\n\n${details[command]}\n\n${exits}\n` : `Jilan (绩览): project self-evaluation forms on the command line.\n\n${usageLine()}\n\njilan COMMAND --help tells more.\n${exits}\n`
}
