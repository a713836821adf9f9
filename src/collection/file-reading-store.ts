import type { Trx } from '../db/database.js'
import { type Draft, MOST_LINES } from './draft-store.js'
import type { SubmissionKind } from './kinds.js'
import type { Summary } from './lines.js'
import { noticeSentence } from './notices.js'
import type { TableSource } from './open-table.js'
import type { FileLimits, Notice, Row } from './table.js'

/** 打开的文件：its rows still to come, once through. */
export interface OpenedFile {
  readonly rows: AsyncIterable<Row>
  /** Complete when the rows have ended. */
  notices(): readonly Notice[]
  share(): number
}

/**
 * 一类文件的读法。The same for a file that is read while its sender waits, and for one of a million rows that is read by
 * a job, stopped and taken up again: `read` says what a row says by itself and what came before it, `settle` what the
 * ledger says of a thousand of them.
 */
export interface FileReading<E = unknown> {
  open(source: TableSource, limits?: FileLimits): Promise<OpenedFile>
  read(row: Row): E
  /** Whether what a row matched has to be known when later rows are settled. */
  readonly remembersMatches: boolean
  /** Each entry is added to the draft or refused. Without a draft they were drafted before, and are only remembered. */
  settle(trx: Trx, entries: readonly E[], draft?: Draft): Promise<void>
  /** What is to be known again when the reading is taken up after a stop, beside the rows themselves. */
  state(): unknown
  restore(state: unknown): void
  /** At the end of the rows: refuses the file whole where it does not add up. */
  end(): Ended
}

export interface Ended {
  readonly kind: SubmissionKind
  readonly rows: number
  readonly summary?: Pick<Summary, 'levy' | 'batch'> | undefined
}

/** 一次读完：for a file whose sender waits. */
export async function readWhole<E>(
  trx: Trx,
  reading: FileReading<E>,
  source: TableSource,
  draft: Draft,
): Promise<Ended & { readonly summary: Summary }> {
  const file = await reading.open(source)
  let waiting: E[] = []
  const settle = async () => {
    await reading.settle(trx, waiting, draft)
    waiting = []
  }
  for await (const row of file.rows) if (waiting.push(reading.read(row)) === MOST_LINES) await settle()
  await settle()
  const insurances = await draft.finish()
  const ended = reading.end()
  return {
    ...ended,
    summary: {
      ...ended.summary,
      insurances,
      refusedBy: draft.refusedBy(),
      notices: file.notices().map(noticeSentence),
    },
  }
}
