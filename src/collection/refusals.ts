import { refusal } from '../kernel/refusal.js'
import { STATES, type SubmissionState } from './kinds.js'

/** 采集与审核的不予办理情形。 */
export const outOfTurn = refusal<{ state: SubmissionState; stage: SubmissionState }>(
  'review.out-of-turn',
  'conflict',
  ({ state, stage }) => `本件目前为“${STATES[state].zh}”，不在“${STATES[stage].zh}”环节。请刷新后按当前环节办理。`,
  ({ state, stage }) =>
    `This is now at “${STATES[state].en}”, not at “${STATES[stage].en}”. Refresh and take it as it stands.`,
)

export const samePerson = refusal<object>(
  'review.same-person',
  'conflict',
  () => '您已录入本件或办理过它的前序环节，请换人办理。',
  () => 'You entered this or handled an earlier step of it; another person must take this one.',
)

export const affiliated = refusal<object>(
  'review.affiliated',
  'denied',
  () => '您是该单位的经办人，不得审核该单位的报送，请换人办理。',
  () => 'You are an operator of this employer and may not review what it filed; another person must take it.',
)

export const staffOnly = refusal<object>(
  'review.staff-only',
  'denied',
  () => '审核只能由经办机构人员办理。',
  () => 'Only staff of the agency may review; the employer and its operators count as none of the reviewers.',
)

export const changedMeanwhile = refusal<{ revision: number; current: number }>(
  'review.changed',
  'conflict',
  ({ revision, current }) => `您看到的是第 ${revision} 版，现为第 ${current} 版，须重新审核。请刷新后办理。`,
  ({ revision, current }) =>
    `You saw revision ${revision}; it is now revision ${current} and is reviewed anew. Refresh.`,
)

export const noGroundForChange = refusal<object>(
  'employer.no-ground',
  'invalid',
  () => '变更须有凭据。请上传证明材料，或写明依据。',
  () => 'A change needs its proof: hand in the paper, or write the ground.',
)

export const numberTaken = refusal<object>(
  'person.number-taken',
  'conflict',
  () => '新的证件号码已登记在另一人名下。确系同一人的，请办理重复登记的合并；否则请核对号码。',
  () =>
    'The new number is registered for somebody else. If both are one person, merge them; otherwise check the number.',
)

export const missingSubmission = refusal<{ id: string }>(
  'submission.missing',
  'missing',
  () => '找不到这份报送，请从列表中重新打开。',
  () => 'This submission was not found; open it again from the list.',
)

export const notDraft = refusal<{ state: SubmissionState }>(
  'submission.not-draft',
  'conflict',
  ({ state }) =>
    state === 'draft'
      ? '本件还没有提交，不能审核。请等报送的人提交之后再办。'
      : `本件已提交，目前为“${STATES[state].zh}”，不能再改。需要更改的，请等退回后重报。`,
  ({ state }) =>
    state === 'draft'
      ? 'This has not been submitted yet and cannot be reviewed. Wait until whoever files it submits it.'
      : `This has been submitted and is at “${STATES[state].en}”; it can change only after it is returned.`,
)

export const notReturned = refusal<{ state: SubmissionState }>(
  'submission.not-returned',
  'conflict',
  ({ state }) => `本件目前为“${STATES[state].zh}”，未被退回，不能重报。`,
  ({ state }) => `This is at “${STATES[state].en}” and was not returned, so it cannot be filed again.`,
)

export const nothingAccepted = refusal<{ refused: number }>(
  'submission.nothing-accepted',
  'invalid',
  ({ refused }) => `没有一行可以申报（${refused} 行未被接受）。请按各行提示改正后重新上传。`,
  ({ refused }) => `No row can be filed (${refused} were refused). Correct them as told and upload again.`,
)

export const confirmPart = refusal<{ refused: number }>(
  'submission.confirm-part',
  'conflict',
  ({ refused }) => `有 ${refused} 行未被接受。请确认只申报已接受的部分，或改正后重新上传。`,
  ({ refused }) =>
    `${refused} rows were refused. Confirm that only the accepted part is filed, or correct and upload again.`,
)

export const futureMonth = refusal<{ month: string; current: string }>(
  'submission.future-month',
  'invalid',
  ({ month, current }) => `费款所属期 ${month} 晚于本月（${current}），请改为本月或以前的月份。`,
  ({ month, current }) =>
    `The settlement month ${month} is after this month (${current}); file this month or an earlier one.`,
)

/** An operator whom nobody appoints asks for the employer of this number, which nobody has. */
const NO_EMPLOYER = '0'

export const unknownEmployer = refusal<{ employer: string }>(
  'employer.unknown',
  'missing',
  ({ employer }) =>
    employer === NO_EMPLOYER
      ? '您此刻没有受哪家单位委派，或者委派已经终止。请在页眉另选一家单位，或由单位凭有效证明重新委派。'
      : `没有单位“${employer}”的有效登记。请核对统一社会信用代码，或先办理单位登记。`,
  ({ employer }) =>
    employer === NO_EMPLOYER
      ? 'No employer appoints you just now, or the appointment has ended. Choose another at the head of the page, or ask the employer for a new one.'
      : `There is no valid registration of employer “${employer}”. Check the credit code or register it first.`,
)

export const employerKnown = refusal<{ creditCode: string }>(
  'employer.registered',
  'conflict',
  ({ creditCode }) => `单位 ${creditCode} 已按相同内容登记，无须重复办理。`,
  ({ creditCode }) => `Employer ${creditCode} is already registered with the same content.`,
)

export const rowRefused = refusal<{ zh: string; en: string }>(
  'entry.refused',
  'invalid',
  ({ zh }) => zh,
  ({ en }) => en,
)

export const stale = refusal<{ row: number; zh: string; en: string }>(
  'voucher.stale',
  'conflict',
  ({ row, zh }) => `审定内容与现在的规则或事实不符（第 ${row} 行：${zh}），未记账。请退回重报，重新审核。`,
  ({ row, en }) =>
    `What was agreed no longer fits the rules or facts (row ${row}: ${en}); nothing was posted. File it anew.`,
)

export const levyNotHeaded = refusal<{ found: string }>(
  'levy.control-record',
  'invalid',
  ({ found }) => `首行不是控制记录（批次号、行数、金额合计），现为“${found}”。请向征收机构索取完整文件。`,
  ({ found }) =>
    `The first line is no control record (batch, rows, total) but “${found}”. Ask the levy body for the whole file.`,
)

export const levyMalformed = refusal<{ row: number; zh: string; en: string }>(
  'levy.malformed-row',
  'invalid',
  ({ row, zh }) => `第 ${row} 行有误：${zh}整份文件未接收，请由征收机构改正后重新发送。`,
  ({ row, en }) => `Row ${row} is wrong: ${en} The whole file was refused; the levy body must correct and resend it.`,
)

interface Control {
  statedRows: number
  countedRows: number
  statedTotal: string
  countedTotal: string
}
export const levyTotals = refusal<Control>(
  'levy.control-total',
  'invalid',
  ({ statedRows, countedRows, statedTotal, countedTotal }) =>
    `与控制记录不符：标明 ${statedRows} 行、${statedTotal} 元，实有 ${countedRows} 行、${countedTotal} 元。整份文件未接收，请向征收机构核对后重新接收。`,
  ({ statedRows, countedRows, statedTotal, countedTotal }) =>
    `The file does not add up to its control record: it states ${statedRows} rows and ${statedTotal} yuan but holds ${countedRows} rows and ${countedTotal} yuan. It was refused whole; check with the levy body.`,
)

export const notReversible = refusal<object>(
  'reversal.of-reversal',
  'invalid',
  () => '该行本身是红冲行，不能再红冲。请从更正后的新行发起更正。',
  () => 'This row is itself a reversal and cannot be reversed; start from the corrected row.',
)

export const nothingToChange = refusal<object>(
  'correction.nothing-changes',
  'invalid',
  () => '更正后的内容与原行相同，无须更正。请核对要改的月份或金额。',
  () => 'The corrected content equals the row as it is; check the month or amounts to change.',
)

export const reversedWhole = refusal<object>(
  'correction.reversed-whole',
  'invalid',
  () => '该类事实只能整行红冲，不能改其中一项。请只提交红冲，再按正确内容重新录入。',
  () => 'A row of this kind is reversed whole; reverse it, then enter it anew with the right content.',
)

export const wrongForm = refusal<{ zh: string; en: string }>(
  'correction.wrong-form',
  'invalid',
  ({ zh }) => zh,
  ({ en }) => en,
)

export const missingTask = refusal<object>(
  'task.missing',
  'missing',
  () => '找不到这项任务，或它已办结。请刷新列表。',
  () => 'This task was not found or is closed already; refresh the list.',
)

export const unknownPaper = refusal<{ id: string }>(
  'paper.missing',
  'missing',
  () => '找不到所附的原始资料，请先上传原始资料再提交。',
  () => 'The source document was not found; upload it first.',
)

export const brokenForm = refusal<object>(
  'upload.broken',
  'invalid',
  () => '上传的表单不完整，没有读到末尾。请重新选择文件上传。',
  () => 'The uploaded form broke off before its end; choose the file and upload it again.',
)

export const fieldsFirst = refusal<object>(
  'upload.fields-first',
  'invalid',
  () => '文件较大，须先写明单位再传文件：表单里单位编号或信用代码应排在文件之前。',
  () =>
    'The file is large: say whose it is first. The employer or its credit code has to stand before the file in the form.',
)

export const noFile = refusal<object>(
  'upload.no-file',
  'invalid',
  () => '没有收到文件，请选择要上传的文件后重试。',
  () => 'No file came with the request; choose one and try again.',
)

export const importMissing = refusal<{ id: string }>(
  'import.missing',
  'missing',
  () => '找不到这次读取，请从列表中重新打开。',
  () => 'This reading was not found; open it again from the list.',
)

export const importMoved = refusal<{ zh: string; en: string }>(
  'import.moved',
  'conflict',
  ({ zh }) => `这次读取已是“${zh}”，请刷新后再办。`,
  ({ en }) => `This reading is “${en}” by now; reload the page and try again.`,
)

export const noOriginal = refusal<object>(
  'submission.no-original',
  'missing',
  () => '这份报送不是以文件送来的，没有可标注的原件；请直接查看其明细。',
  () => 'This submission did not come as a file, so there is nothing to annotate; look at its lines instead.',
)
