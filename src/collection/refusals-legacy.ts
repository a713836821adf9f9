import { refusal } from '../kernel/refusal.js'

/** 遗留数据迁移的不予办理情形。 */
export const badLegacyCell = refusal<{ column: string; text: string }>(
  'legacy.cell',
  'invalid',
  ({ column, text }) => `“${column}”不能是“${text}”。请按公布的格式改正，再重新导出。`,
  ({ column, text }) => `“${column}” cannot be “${text}”. Correct it by the published format and export again.`,
)

export const notAPackage = refusal<{ name: string }>(
  'legacy.not-a-package',
  'invalid',
  ({ name }) =>
    `数据包应为一个压缩包（zip），内含 control.csv、persons.csv 等各表；${name}。请按公布的格式打包后再送。`,
  ({ name }) =>
    `A package is one zip archive with control.csv, persons.csv and the other tables: ${name}. Pack it by the published format.`,
)

export const legacyMissing = refusal<object>(
  'legacy.missing',
  'missing',
  () => '找不到这个数据包。请从列表中重新打开。',
  () => 'This package was not found; open it again from the list.',
)

export const legacyMoved = refusal<{ zh: string; en: string }>(
  'legacy.not-now',
  'conflict',
  ({ zh }) => `本包现为“${zh}”，还不能办这一步。请刷新后按次序办理。`,
  ({ en }) => `This package is at “${en}”, so this step cannot be taken now; refresh and go in order.`,
)

export const legacyInHand = refusal<{ series: string }>(
  'legacy.in-hand',
  'conflict',
  ({ series }) => `“${series}”已照前一次试装送审，不能再替换。请在那一包上继续；另有数据的，请另起名称。`,
  ({ series }) =>
    `“${series}” was already sent to review as it was tried, and cannot be replaced. Go on with that one, or use another name.`,
)

export const controlDiffers = refusal<{ tables: string; tablesEn: string }>(
  'legacy.control-differs',
  'conflict',
  ({ tables }) => `与送方控制总额不符：${tables}。请与送方核对，改正后重新试装，再送审。`,
  ({ tablesEn }) => `The sender's control totals do not hold: ${tablesEn}. Clear it with the sender and try again.`,
)

export const unexplained = refusal<{ what: string; whatEn: string }>(
  'legacy.unexplained',
  'conflict',
  ({ what }) => `还有没有说明的出入：${what}。请逐项写明原因，由另一人核准后了结。`,
  ({ whatEn }) => `Differences are not explained yet: ${whatEn}. Explain each; somebody else then closes it.`,
)

export const rulesChanged = refusal<object>(
  'legacy.rules-changed',
  'conflict',
  () => '试装之后规则已变更，比对结果可能不同。请重新试装，再送审。',
  () => 'The rules changed since the trial, so the comparison may differ. Try it again, then send it to review.',
)

export const notAllPosted = refusal<{ posted: number; vouchers: number }>(
  'legacy.not-all-posted',
  'conflict',
  ({ posted, vouchers }) =>
    `凭证共 ${vouchers} 份，已全部记账的 ${posted} 份。请待全部记账，或处理受阻的凭证之后再了结。`,
  ({ posted, vouchers }) =>
    `${posted} of ${vouchers} vouchers are posted whole. Wait for the rest, or clear what is blocked.`,
)

export const sameCloser = refusal<object>(
  'legacy.same-person',
  'denied',
  () => '了结须由没有经手报送与说明的人核准。请由另一人办理。',
  () => 'Whoever sent or explained the package may not close it. Have somebody else do it.',
)

export const badSeries = refusal<object>(
  'legacy.no-name',
  'invalid',
  () => '请给这次迁移起一个名称（二至六十字），同名再送即替换前一次试装。',
  () => 'Give this migration a name of two to sixty characters; the same name again replaces the trial before it.',
)
