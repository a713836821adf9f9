import { refusal } from '../kernel/refusal.js'
import { PIECE_STATES, type PieceState } from './delivery-words.js'

/** 寄送的不予办理情形。 */
export const yearNotWhole = refusal<{ starts: number; ends: number }>(
  'delivery.year-not-whole',
  'conflict',
  ({ starts, ends }) => `参数把业务年度定为 ${starts} 月至 ${ends} 月，不是十二个月。请先由参数维护岗改正起止月。`,
  ({ starts, ends }) =>
    `The settings make the business year run from month ${starts} to month ${ends}, which is not twelve months. Have the parameters corrected first.`,
)

export const yearNotOver = refusal<{ year: number; end: string }>(
  'delivery.year-not-over',
  'invalid',
  ({ year, end }) => `${year} 业务年度到 ${end} 才终了，现在不能开批。请选已经终了的年度。`,
  ({ year, end }) => `Business year ${year} ends on ${end}, so no run can be opened yet. Choose a year that is over.`,
)

export const runExists = refusal<{ year: number }>(
  'delivery.run-exists',
  'conflict',
  ({ year }) => `本机构 ${year} 业务年度已有寄送批次，一年只开一批。请到那一批里办理。`,
  ({ year }) => `This agency already has a run of business year ${year}, and there is one a year. Work in that one.`,
)

export const mixedForms = refusal<{ year: number }>(
  'delivery.mixed-forms',
  'conflict',
  ({ year }) => `${year} 业务年度已按另一种方式出单：合并与分险种不能并用，否则同一内容寄两次。请沿用已开的方式。`,
  ({ year }) =>
    `Business year ${year} is already sent in the other form: combined and per insurance cannot both be used, or the same would be sent twice. Keep to the form that was opened.`,
)

export const reasonNeeded = refusal<object>(
  'delivery.reason-needed',
  'invalid',
  () => '分险种单独出单须写明理由（至少四个字）；合并出单不填理由。请补正后再开批。',
  () =>
    'A run per insurance needs its reason (four characters at least), and a combined one takes none. Correct it and open the run again.',
)

export const unknownRun = refusal<object>(
  'delivery.unknown-run',
  'missing',
  () => '没有这个寄送批次，或不在本机构办理。请回到列表重新选择。',
  () => 'There is no such run, or it is not your agency’s. Go back to the list and choose again.',
)

export const unknownPiece = refusal<object>(
  'delivery.unknown-piece',
  'missing',
  () => '这一批里没有此人的记录单。请核对批次与人员。',
  () => 'This run has no statement of that person. Check the run and the person.',
)

export const unknownBatch = refusal<object>(
  'delivery.unknown-batch',
  'missing',
  () => '没有这一次交寄。请回到批次重新选择。',
  () => 'There is no such posting batch. Go back to the run and choose again.',
)

export const notFrom = refusal<{ state: PieceState }>(
  'delivery.not-from-state',
  'conflict',
  ({ state }) => `此件现为“${PIECE_STATES[state].zh}”，不能这样办理。请刷新后按现状办理。`,
  ({ state }) =>
    `This piece is “${PIECE_STATES[state].en}” now and cannot be taken so. Refresh and take it as it stands.`,
)

export const returnReasonNeeded = refusal<object>(
  'delivery.return-reason-needed',
  'invalid',
  () => '登记退回须选明原因。请选择邮政所注的退回原因。',
  () => 'A return needs its reason. Choose the one the post office gave.',
)

export const takerNeeded = refusal<object>(
  'delivery.taker-needed',
  'invalid',
  () => '当面交付须写明何人凭何证件领取（至少四个字）。请补填。',
  () => 'Handing over needs who took it, and on which document (four characters at least). Fill that in.',
)

export const stillToAddress = refusal<{ why: { readonly zh: string; readonly en: string } }>(
  'delivery.still-to-address',
  'conflict',
  ({ why }) => `此件还寄不出去：${why.zh}。请先办联系方式变更或监护登记，再复核。`,
  ({ why }) =>
    `This piece cannot be posted yet: ${why.en}. Register the contact or the guardian first, then look it up again.`,
)

export const sameAddress = refusal<object>(
  'delivery.same-address',
  'conflict',
  () => '现登记的地址仍是被退回的那一个。请先为本人（或监护人）办联系方式变更，再办改址再寄。',
  () =>
    'The address on file is still the one it was returned from. Change the contact of the person (or guardian) first, then repair it here.',
)

export const noGuardianTakes = refusal<object>(
  'delivery.no-guardian-takes',
  'conflict',
  () => '此人未满十八周岁，记录单只交监护人；现没有现行的监护关系。请先登记监护关系。',
  () =>
    'This person is under eighteen and the statement goes to the guardian only; none is in force. Register the guardianship first.',
)

export const nothingToPost = refusal<{ waiting: number }>(
  'delivery.nothing-to-post',
  'conflict',
  ({ waiting }) =>
    waiting === 0
      ? '没有待交寄的记录单。已交寄的请等回执，未了的按其状态办理。'
      : `有 ${waiting} 件尚未交寄，但都还缺地址、监护人或等候期未满。请先办理任务中的各件。`,
  ({ waiting }) =>
    waiting === 0
      ? 'Nothing waits to be posted. Wait for the receipts, and take what is open as it stands.'
      : `Pieces not posted: ${waiting}; each still lacks an address or guardian, or waits for a new address. See to the tasks first.`,
)

export const noAgreement = refusal<object>(
  'delivery.no-agreement',
  'conflict',
  () => '所选的印制寄递协议不在本机构、已终止或已到期，名单不能交出。请选现行的协议，或先登记新的协议。',
  () =>
    'The agreement chosen is not this agency’s, was ended or has run out, so no list is handed over. Choose one in force, or register a new one.',
)

export const notGathered = refusal<object>(
  'delivery.not-gathered',
  'conflict',
  () => '这一批还在列入人员，尚不能办理。请稍候再试。',
  () => 'This run is still gathering its persons and cannot be worked on yet. Try again shortly.',
)

export const wrongResultFile = refusal<{ missing: string }>(
  'delivery.wrong-result-file',
  'invalid',
  ({ missing }) => `回执文件缺“${missing}”一列。首行须有：件号、结果、日期、原因。请按此重新整理。`,
  ({ missing }) =>
    `The file lacks the column “${missing}”. Its first row must have 件号 (serial), 结果 (result), 日期 (day) and 原因 (reason). Arrange it so and send it again.`,
)
