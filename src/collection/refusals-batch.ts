import { refusal } from '../kernel/refusal.js'

/** 成批变更清单的不予办理情形。 */
export const unknownBatchKind = refusal(
  'batch.unknown-kind',
  'invalid',
  () => '请选定变更的种类：应缴、实缴、参保年月、个人联系方式、单位登记或单位联系方式。',
  () => 'Choose what is changed: dues, payments, enrolments, contact of persons, employers or their contact.',
)

export const incompleteGrounds = refusal(
  'batch.incomplete-grounds',
  'invalid',
  () => '成批变更须有原因代码、四字以上的说明与依据的资料。请补齐后重新上传。',
  () => 'A batch needs a reason of the list, an explanation of at least four characters, and its paper. Add them.',
)

export const rowTwice = refusal(
  'batch.row-twice',
  'conflict',
  () => '前面已有同一项的一行。请去掉重复的行。',
  () => 'An earlier row changes the same thing. Take out the repeated row.',
)

export const notThere = refusal(
  'batch.not-there',
  'missing',
  () => '没有与该行相符的一条记录。请核对险种、年月与单位、票号。',
  () => 'Nothing on record fits this row. Check the insurance, the month and the employer or voucher.',
)

export const severalThere = refusal(
  'batch.several-there',
  'conflict',
  () => '有不止一条记录与该行相符，不能成批变更。请逐条更正。',
  () => 'More than one row on record fits; correct them one by one.',
)

export const otherDistrict = refusal(
  'batch.other-district',
  'denied',
  () => '该行不属本机构。请由所属机构办理。',
  () => 'This row belongs to another agency; have it changed there.',
)

export const nothingDiffers = refusal(
  'batch.nothing-differs',
  'invalid',
  () => '该行与现有的相同，没有可改的。请去掉或填写要改的内容。',
  () => 'This row is what stands already. Take it out, or fill in what is to change.',
)

export const wrongCell = refusal<{ column: string; how: string; howEn: string }>(
  'batch.wrong-cell',
  'invalid',
  ({ column, how }) => `“${column}”须是${how}。请改正。`,
  ({ column, howEn }) => `“${column}” has to be ${howEn}. Correct it.`,
)

export const afterDues = refusal<{ month: string }>(
  'batch.after-dues',
  'conflict',
  ({ month }) => `${month} 已有应缴，参保年月不能晚于它。请先更正应缴，或核对年月。`,
  ({ month }) => `${month} has a due already; the enrolment cannot begin after it. Correct the due first.`,
)

export const nothingBlocked = refusal(
  'batch.nothing-blocked',
  'conflict',
  () => '本件没有受阻的凭证，无须再看。未执行的请按许可执行；已全部执行的请办理复核。',
  () =>
    'No voucher of this list is blocked. Carry out what is left under the permit, or re-check what was carried out.',
)

export const afterEnd = refusal<{ month: string }>(
  'batch.after-end',
  'conflict',
  ({ month }) => `${month} 有停保或终止，参保年月不能晚于它。请核对年月。`,
  ({ month }) => `The enrolment was suspended or ended in ${month} and cannot begin after that. Check the month.`,
)
