import { echo } from '../kernel/mask.js'
import { refusal } from '../kernel/refusal.js'

/** 整批不收的情形：each is written down, and the text itself is not kept. */
export const unreadableBatch = refusal<{ why: string; whyEn: string }>(
  'exchange.unreadable',
  'invalid',
  ({ why }) => `来文不合格式：${why}。请照 docs/exchange.md 重新生成后再报。`,
  ({ whyEn }) => `This is not an exchange message: ${whyEn}. Make it again as docs/exchange.md says.`,
)

export const unknownPartner = refusal<{ partner: string }>(
  'exchange.unknown-partner',
  'invalid',
  ({ partner }) => `“${echo(partner)}”不是已批准的交换对方。请先由系统管理员登记、行政监督批准。`,
  ({ partner }) => `“${echo(partner)}” is no approved partner; have it entered and approved first.`,
)

export const wrongSignature = refusal(
  'exchange.wrong-signature',
  'denied',
  () => '签名与登记的公钥不符，未作处理。请核对签名所用的密钥与被签的首行，原样重发。',
  () => 'The signature does not fit the key on record. Check the key and the first line it signs, and send it again.',
)

export const wrongDigest = refusal(
  'exchange.wrong-digest',
  'invalid',
  () => '正文与首行所写的 SM3 摘要不符，传送中有改动或缺失。请重新发送完整的来文。',
  () => 'The body does not have the SM3 digest its first line tells; it was changed or cut. Send it again whole.',
)

export const wrongReceiver = refusal<{ receiver: string; own: string }>(
  'exchange.wrong-receiver',
  'invalid',
  ({ receiver, own }) =>
    `来文写给“${echo(receiver)}”，不是本机构（${own}）。请发给所写的机构，或改正收文机构后重新签名。`,
  ({ receiver, own }) =>
    `This is addressed to “${echo(receiver)}”, not to ${own}. Send it there, or correct and sign it again.`,
)

export const wrongAgreement = refusal<{ agreement: string }>(
  'exchange.wrong-agreement',
  'invalid',
  ({ agreement }) => `协议编号“${echo(agreement)}”与登记的不同。请核对协议，有新协议的先办理登记。`,
  ({ agreement }) =>
    `The agreement “${echo(agreement)}” is not the one on record; check it, or have the new one entered.`,
)

export const noAgreementInForce = refusal<{ name: string; agreement: string }>(
  'exchange.no-agreement',
  'denied',
  ({ name, agreement }) =>
    `“${name}”没有在期的保密协议（${echo(agreement)}），接口不通：协议未登记、未生效、已到期或已终止。请先签订并由档案岗登记，再重新发送。`,
  ({ name, agreement }) =>
    `${name} has no confidentiality agreement in force (${echo(agreement)}): none is registered, or it has not begun, has run out or was ended. Sign one, have the archivist register it, and send this again.`,
)

export const matterNotAgreed = refusal<{ matter: string }>(
  'exchange.matter-not-agreed',
  'denied',
  ({ matter }) => `协议不含“${echo(matter)}”这一事项，不予接收。请只报协议所列事项。`,
  ({ matter }) => `The agreement does not cover “${echo(matter)}”. Report only what it lists.`,
)

export const itemsNotAgreed = refusal<{ items: string; line: number }>(
  'exchange.items-not-agreed',
  'denied',
  ({ items, line }) =>
    `${line === 0 ? '首行' : `第 ${line} 行`}含有协议之外的项目：${echo(items)}。整批不收，请去掉后重报。`,
  ({ items, line }) =>
    `${line === 0 ? 'The first line' : `Line ${line}`} has items beyond the agreement: ${echo(items)}. Nothing was taken; leave them out and send again.`,
)

export const wrongRowCount = refusal<{ stated: number; counted: number }>(
  'exchange.wrong-row-count',
  'invalid',
  ({ stated, counted }) => `首行写 ${stated} 行，正文有 ${counted} 行。请核对后重报。`,
  ({ stated, counted }) => `The first line says ${stated} rows, the body has ${counted}. Check it and send again.`,
)

export const wrongTotal = refusal<{ stated: number; counted: number }>(
  'exchange.wrong-total',
  'invalid',
  ({ stated, counted }) => `首行写合计 ${stated} 分，正文各行合计 ${counted} 分。请核对后重报。`,
  ({ stated, counted }) =>
    `The first line says ${stated} fen in all, the rows add up to ${counted}. Check it and send again.`,
)

export const replayedBatch = refusal<{ number: number; receivedOn: string }>(
  'exchange.replayed',
  'conflict',
  ({ number, receivedOn }) =>
    `第 ${number} 批已于 ${receivedOn} 收到，不再重复办理。请查看该批的结果；内容有改的，请用下一批号。`,
  ({ number, receivedOn }) =>
    `Batch ${number} was received on ${receivedOn} and is not done twice. See its results; send changed content under the next number.`,
)

export const batchGap = refusal<{ number: number; expected: number }>(
  'exchange.gap',
  'conflict',
  ({ number, expected }) => `来的是第 ${number} 批，应到第 ${expected} 批。请先补报缺的各批。`,
  ({ number, expected }) => `This is batch ${number}; batch ${expected} is expected. Send the missing ones first.`,
)

export const tooManyExchangeRows = refusal<{ limit: number }>(
  'exchange.too-many-rows',
  'invalid',
  ({ limit }) => `一批至多 ${limit} 行。请分成几批，批号顺延。`,
  ({ limit }) => `A batch has at most ${limit} rows. Send several, numbered one after another.`,
)

export const postedTooOften = refusal<{ limit: number }>(
  'exchange.too-often',
  'conflict',
  ({ limit }) => `每小时至多收 ${limit} 批。请稍后再发。`,
  ({ limit }) => `At most ${limit} batches are taken in an hour. Send it later.`,
)

export const postedTooSoon = refusal<{ seconds: number }>(
  'exchange.wait',
  'denied',
  ({ seconds }) => `连续多次签名不符，请 ${seconds} 秒后再试。`,
  ({ seconds }) => `Too many wrong signatures; try again in ${seconds} seconds.`,
)

/** 办理中的不予办理情形。 */
export const missingBatch = refusal(
  'exchange.batch-missing',
  'missing',
  () => '找不到这一批来文，请从列表中打开。',
  () => 'This batch was not found; open it from the list.',
)

export const missingDifference = refusal(
  'exchange.difference-missing',
  'missing',
  () => '找不到这项差异，或已办结，请从列表中打开。',
  () => 'This difference was not found or is closed; open it from the list.',
)

export const missingStop = refusal(
  'exchange.stop-missing',
  'missing',
  () => '找不到这项停待核查，或已决定，请从列表中打开。',
  () => 'This stop was not found or is decided; open it from the list.',
)

export const oneSourceOnly = refusal(
  'exchange.one-source',
  'conflict',
  () => '死亡日期只有一方所报，不能据以定论。请等第二方通报，或附上死亡证明、火化证明等原始资料后再确认。',
  () => 'One source alone does not settle a day of death. Wait for a second source, or attach a paper, then confirm.',
)

export const sourcesConflict = refusal<{ days: string }>(
  'exchange.sources-conflict',
  'conflict',
  ({ days }) => `各方所报的死亡日期不一（${days}）。请查明后附原始资料，再按其日期确认。`,
  ({ days }) => `The sources give different days (${days}). Find out, attach a paper, and confirm by its day.`,
)

export const notTheirSubmission = refusal(
  'exchange.other-submission',
  'conflict',
  () => '所填的报送不是本差异应办的种类，或不在本辖区。请填写为此事录入的那一份。',
  () =>
    'That submission is not of the kind this difference calls for, or not of this district. Give the one made for it.',
)

export const samePersonApproves = refusal(
  'exchange.same-person',
  'conflict',
  () => '登记交换对方的人不得自行批准，请由行政监督批准。',
  () => 'Whoever entered a partner may not approve it.',
)

export const missingPartner = refusal(
  'exchange.partner-missing',
  'missing',
  () => '没有待批准的这一交换对方，请从列表中打开。',
  () => 'There is no such partner waiting for approval.',
)

export const wrongPartner = refusal<{ why: string; whyEn: string }>(
  'exchange.wrong-partner',
  'invalid',
  ({ why }) => `交换对方的登记有误：${why}。请改正后再提交。`,
  ({ whyEn }) => `This partner cannot be entered: ${whyEn}. Correct it and send again.`,
)

export const alreadyPosted = refusal(
  'exchange.already-posted',
  'conflict',
  () => '据此办理的报送已经记账，不能在此解除。确有错误的，请办理更正（红冲），记账后即自行恢复。',
  () =>
    'What was filed on it is posted already. If it is wrong, have it corrected; all is restored once that is posted.',
)

export const decideStopFirst = refusal(
  'exchange.stop-first',
  'conflict',
  () => '这项差异已停待核查，请到“停待核查”中确认或解除，差异随之办结。',
  () => 'This difference is under a stop; confirm or release the stop, and the difference closes with it.',
)

export const noDeath = refusal(
  'exchange.no-death',
  'missing',
  () => '这个人没有已记账的死亡登记，没有遗属办理事项。请先办理死亡登记。',
  () =>
    'No death is on record for this person, so there is nothing for relatives to see to. Have the death entered first.',
)

export const notOneRow = refusal<{ rows: number }>(
  'exchange.not-one-row',
  'conflict',
  ({ rows }) => `所及的记账有 ${rows} 行，不是一行，不能照对方直接更正。请在个人记录中逐行更正，再填报送编号办结。`,
  ({ rows }) =>
    `${rows} posted rows are concerned, not one, so it cannot be corrected as they report it. Correct them one by one, then name the submission here.`,
)

export const nothingRuns = refusal(
  'exchange.nothing-runs',
  'conflict',
  () => '所填的月份没有正在发放的定期待遇，无从暂停。请核对月份；已办理的，请填报送编号办结。',
  () =>
    'No periodic benefit runs in that month, so there is nothing to suspend. Check the month, or name the submission.',
)
