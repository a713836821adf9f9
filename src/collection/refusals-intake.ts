import { refusal } from '../kernel/refusal.js'
import type { Sentence } from './kinds.js'

/** 受理、受理单与应急受理凭单的不予办理情形。 */
const zhOf = (papers: readonly Sentence[]) => papers.map(({ zh }) => `“${zh}”`).join('、')
const enOf = (papers: readonly Sentence[]) => papers.map(({ en }) => `“${en}”`).join(', ')

export const paperLacking = refusal<{ papers: readonly Sentence[] }>(
  'intake.paper-missing',
  'invalid',
  ({ papers }) => `缺少必收材料${zhOf(papers)}。请收取，或写明缺少的依据（至少四个字）再受理。`,
  ({ papers }) =>
    `Compulsory papers are missing: ${enOf(papers)}. Take them in, or state the ground in at least 4 characters.`,
)

export const unknownPaper = refusal<{ paper: string }>(
  'intake.unknown-paper',
  'invalid',
  ({ paper }) => `材料清单里没有“${paper}”。请按现行采集标准重新打开表单。`,
  ({ paper }) => `“${paper}” is not on the list of papers. Open the form anew; it follows the standard in force.`,
)

export const missingIntake = refusal<object>(
  'intake.missing',
  'missing',
  () => '没有这一受理登记，或不是您登记的。请重新受理。',
  () => 'There is no such intake, or it is not yours. Take it in anew.',
)

export const laterDocument = refusal<{ day: string; received: string }>(
  'intake.document-later',
  'invalid',
  ({ day, received }) => `资料所载日期 ${day} 晚于受理之日 ${received}。请照原件核对。`,
  ({ day, received }) =>
    `The paper is dated ${day}, after it was handed in on ${received}. Check it against the paper.`,
)

export const intakeUsed = refusal<object>(
  'intake.used',
  'conflict',
  () => '这一受理登记已经成件，或内容与先前登记的不同。请重新受理。',
  () => 'This intake has already become a submission, or differs from what was recorded. Take it in anew.',
)

export const otherMatter = refusal<object>(
  'intake.other-matter',
  'conflict',
  () => '受理登记的业务与所录入的不是同一类。请按所办业务重新受理。',
  () => 'The intake is of another kind of business than the entry. Take it in anew for this one.',
)

export const noSlip = refusal<object>(
  'slip.unknown',
  'missing',
  () => '没有这个应急受理凭单号，或不是本机构印的。请对照凭单核对，末位是校验码。',
  () => 'There is no such outage slip, or another agency printed it. Compare with the slip; the last sign is a check.',
)

export const slipSpent = refusal<{ state: 'used' | 'void' }>(
  'slip.spent',
  'conflict',
  ({ state }) => `这张应急受理凭单${state === 'used' ? '已经补录' : '已经作废'}，不能再用。请核对凭单号。`,
  ({ state }) => `This outage slip was already ${state === 'used' ? 'entered' : 'made void'}. Check its serial.`,
)

export const slipTime = refusal<{ printed: string; now: string }>(
  'slip.received-when',
  'invalid',
  ({ printed, now }) => `实际受理的时间须在凭单印制（${printed}）之后、现在（${now}）之前。请照凭单所填更正。`,
  ({ printed, now }) =>
    `The true time of receipt lies after the slip was printed (${printed}) and before now (${now}). Correct it.`,
)

export const missingBlock = refusal<object>(
  'slip.missing-block',
  'missing',
  () => '没有这一本应急受理凭单。',
  () => 'There is no such book of outage slips.',
)

export const missingReceipt = refusal<object>(
  'receipt.missing',
  'missing',
  () => '这一件没有受理单：不是在窗口受理的，或尚未提交。',
  () => 'There is no receipt: it was not taken in at the counter, or is not submitted yet.',
)

export const nothingTyped = refusal<object>(
  'entry.nothing-typed',
  'missing',
  () => '这一件没有可以打开的录入内容。请对照凭证重新录入。',
  () => 'What was typed was not kept for this one. Enter it anew from its voucher.',
)
