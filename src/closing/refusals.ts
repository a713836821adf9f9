import { refusal } from '../kernel/refusal.js'
import { CLOSE_STATES, type CloseState } from './states.js'

/** 年度结息的不予办理情形。 */
export const yearNotOver = refusal<{ year: number; today: string }>(
  'closing.year-not-over',
  'invalid',
  ({ year, today }) => `${year}年尚未结束（今天是${today}），不能结息。请改结已经结束的年度。`,
  ({ year, today }) => `${year} is not over yet (today is ${today}) and cannot be closed. Name a year that is over.`,
)

export const anotherOpen = refusal<{ year: number; state: CloseState }>(
  'closing.another-open',
  'conflict',
  ({ year, state }) =>
    `${year}年度的结息${CLOSE_STATES[state].zh}，同一时间只办一批。请先办完或撤回那一批，再提出新的。`,
  ({ year, state }) =>
    `A close of ${year} is ${CLOSE_STATES[state].en}, and there is one at a time. Finish or withdraw it, then propose anew.`,
)

export const unknownRun = refusal<object>(
  'closing.unknown-run',
  'missing',
  () => '没有这一批年度结息。请回到列表重新选择。',
  () => 'There is no such close. Go back to the list and choose again.',
)

export const notInState = refusal<{ state: CloseState }>(
  'closing.not-in-state',
  'conflict',
  ({ state }) => `这一批年度结息目前${CLOSE_STATES[state].zh}，不能这样办理。请刷新后按现状办理。`,
  ({ state }) =>
    `This close is ${CLOSE_STATES[state].en} now and cannot be taken so. Refresh and take it as it stands.`,
)

/** Told as reasons why a run stopped. */
export const stoppedByHand = refusal<object>(
  'closing.stopped-by-hand',
  'conflict',
  () => '经办人员停下了这一批，可以续做。',
  () => 'A member of staff stopped it; it can be resumed.',
)

export const brokeOff = refusal<object>(
  'closing.broke-off',
  'conflict',
  () => '结息因系统内部错误停下，已写入的行照旧。请告知系统管理员，排除后续做。',
  () => 'It was stopped by an internal error; the rows written stay. Tell the administrator, then resume.',
)
