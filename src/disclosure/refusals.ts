import { refusal } from '../kernel/refusal.js'

/** 查询与使用的不予办理情形。 */
export const noInquiry = refusal(
  'inquiry.unknown',
  'missing',
  () => '没有这件查询案件，或者不归您所在的机构办理。请核对编号。',
  () => 'There is no such inquiry, or it is not handled by your agency. Check its number.',
)

export const elsewhere = refusal<{ places: string }>(
  'inquiry.elsewhere',
  'conflict',
  ({ places }) => `所列人员中有在别处参保的（${places}）。请选“按参保地分案”，或者写明理由交由市级办理。`,
  ({ places }) =>
    `Some of the persons are insured elsewhere (${places}). Split it by insured place, or give a reason to send it to the city.`,
)

export const cityReasonMissing = refusal(
  'inquiry.city-reason',
  'invalid',
  () => '由市级办理须写明理由。请补充后再收件。',
  () => 'Handling by the city needs its reason. Add it and try again.',
)

export const standardMissing = refusal(
  'inquiry.standard-record',
  'invalid',
  () => '国家机关查询，须先问明权益记录单是否够用并记下答复。请补充；该答复不妨碍依法查询。',
  () =>
    'First ask an authority whether the standard record is enough and note the answer; the answer never blocks a lawful query.',
)

export const unknownBasis = refusal(
  'inquiry.unknown-basis',
  'invalid',
  () => '所选的依据不在目录中，或者不适用于这类查询。请另选，或者照文书填写文件与条款。',
  () =>
    'This basis is not in the catalogue or not for this kind of inquiry. Choose another, or type document and article.',
)

export const wrongMonths = refusal(
  'inquiry.months',
  'invalid',
  () => '所查的起止月份颠倒，请核对。',
  () => 'The months end before they begin; check them.',
)

export const tooManyPersons = refusal<{ most: number }>(
  'inquiry.too-many',
  'invalid',
  ({ most }) => `一件申请至多列${most}人。请分件申请；长期、定期查询的另行申请安排。`,
  ({ most }) => `One inquiry names at most ${most} persons. Apply apart, or apply for a standing arrangement.`,
)

export const samePersonTwice = refusal<{ row: number }>(
  'inquiry.person-twice',
  'invalid',
  ({ row }) => `第${row}人与前面的重复，请删去。`,
  ({ row }) => `Person ${row} is named twice; remove one.`,
)

export const sameOfficerTwice = refusal(
  'inquiry.officer-twice',
  'invalid',
  () => '两名办案人员的证件号码相同，须为不同的人。请核对。',
  () => 'Two officers have the same card number; they must be different people. Check it.',
)

export const stillGaps = refusal<{ gaps: string; gapsEn: string }>(
  'inquiry.gaps',
  'conflict',
  ({ gaps }) => `材料未齐，不能批准：缺${gaps}。请补收后再办。`,
  ({ gapsEn }) => `Papers are missing, so it cannot be approved: ${gapsEn}. Add them first.`,
)

export const basisUnreviewed = refusal(
  'inquiry.basis-unreviewed',
  'conflict',
  () => '依据待核：照填的、待确认的或者当日不在施行期内的，须核对条文并写明后再批准。',
  () =>
    'The basis is to be checked: it was typed, is unconfirmed, or is not in force that day. Check the text, say so, and approve then.',
)

export const wrongState = refusal<{ state: string; stateEn: string }>(
  'inquiry.wrong-state',
  'conflict',
  ({ state }) => `本案现为“${state}”，不能办这一步。请刷新后再看。`,
  ({ stateEn }) => `This inquiry is now “${stateEn}”, and this step cannot be taken. Reload it.`,
)

export const sameHand = refusal(
  'inquiry.same-person',
  'conflict',
  () => '收件、决定、办理须由不同的人。您已办过本案的前序环节，请换人办理。',
  () =>
    'Receipt, decision and execution are done by different people. You handled an earlier step; another person must take this one.',
)

export const forNamedPost = refusal(
  'inquiry.named-post',
  'denied',
  () => '所列的人中有须由保密人员专办岗办理的。请转保密人员专办岗办理，本岗位不能办理、取用其结果。',
  () =>
    'Among those named is somebody whom only the post for protected persons may handle. Pass the case to that post; yours can neither execute it nor take out its result.',
)

export const beyondApproval = refusal<{ what: string }>(
  'inquiry.beyond-approval',
  'denied',
  ({ what }) => `结果超出批准的范围（${what}），未予提供。请核对批准的人员、类别与月份。`,
  ({ what }) => `The result goes beyond the approval (${what}) and was not released. Check persons, items and months.`,
)

export const nothingAdded = refusal(
  'inquiry.nothing-added',
  'invalid',
  () => '没有要补的材料，也没有要增加的内容。请填写后再提交。',
  () => 'Nothing was added. Fill something in and send it again.',
)

export const noOutput = refusal(
  'inquiry.no-output',
  'missing',
  () => '本案没有这份结果或告知书。请从案件页取用。',
  () => 'This inquiry has no such result or letter. Open it from the page of the case.',
)
