import { setTimeout as pause } from 'node:timers/promises'
import { CLOSE_STATES, CLOSINGS_PATH, type CloseRun, type CloseRuns } from '../closing/contract.js'
import { ClientRefused, call, print, progress, read, type Session, signIn, usage } from './cli-client.js'

const LOOK_MS = 1000

/**
 * 年度结息：quanyi close 2025 proposes; a second person runs it with --approve and sees it to its end; --follow only looks.
 * A client of the running server like any other.
 */
export async function closeYear(args: readonly string[]): Promise<number> {
  const { values, positionals } = read(args)
  const [year] = positionals
  if (year === undefined || !/^\d{4}$/.test(year)) {
    return usage('quanyi close 2025 [--approve | --follow] [--login 登录名] [--json]')
  }
  const session = await signIn(values)
  if (!values.approve && !values.follow) {
    const run = (await call(session, 'POST', CLOSINGS_PATH, { year: Number(year) })) as CloseRun
    print(values, run, `已提出 ${year} 年度结息：${run.id}\n请另一人批准：quanyi close ${year} --approve`)
    return 0
  }
  const run = await runOf(session, Number(year))
  if (values.approve) await call(session, 'POST', `${CLOSINGS_PATH}/${run.id}/approve`)
  const last = await follow(session, run.id)
  print(values, last, told(last))
  return last.state === 'done' ? 0 : 1
}

/** The newest close of the year. */
async function runOf(session: Session, year: number): Promise<CloseRun> {
  const { runs } = (await call(session, 'GET', CLOSINGS_PATH)) as CloseRuns
  const found = runs.find((run) => run.year === year && run.state !== 'withdrawn')
  if (found === undefined) throw new ClientRefused(`没有提出过 ${year} 年度结息。请先运行：quanyi close ${year}`)
  return found
}

async function follow(session: Session, id: string): Promise<CloseRun> {
  for (;;) {
    const run = (await call(session, 'GET', `${CLOSINGS_PATH}/${id}`)) as CloseRun
    if (run.state !== 'running') return run
    progress(told(run))
    await pause(LOOK_MS)
  }
}

function told({
  state,
  personsDone,
  personsTotal,
  rows,
  provisionalRows,
  leftOut,
  secondsLeft,
  why,
}: CloseRun): string {
  const left = secondsLeft === undefined ? '' : `，约余 ${secondsLeft} 秒`
  const provisional = provisionalRows === 0 ? '' : `（暂用利率 ${provisionalRows} 行）`
  const out = leftOut === 0 ? '' : `，未能结息 ${leftOut} 人`
  const of = personsTotal === undefined ? '' : `/${personsTotal}`
  return `${CLOSE_STATES[state].zh}：${personsDone}${of} 人，写入 ${rows} 行${provisional}${out}${left}${why === undefined ? '' : `。${why.zh}`}`
}
