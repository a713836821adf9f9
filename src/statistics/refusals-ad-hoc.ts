import { refusal } from '../kernel/refusal.js'

/** 临时统计与指标口径变更的不予办理情形。 */
export const noAdHoc = refusal(
  'ad-hoc.unknown',
  'missing',
  () => '没有这件临时统计，或者不归您所在的机构。请核对编号。',
  () => 'There is no such ad-hoc statistic, or it is not of your agency. Check the number.',
)

export const adHocMoved = refusal<{ state: string; stateEn: string }>(
  'ad-hoc.state',
  'conflict',
  ({ state }) => `这件临时统计现为“${state}”，不能办这一步。请刷新后再看。`,
  ({ stateEn }) => `This ad-hoc statistic is now “${stateEn}”; this step cannot be taken. Reload it.`,
)

export const adHocNotYours = refusal(
  'ad-hoc.not-yours',
  'denied',
  () => '这一步由申请人办理。请由申请人办理。',
  () => 'This step is the requester’s. Ask that person.',
)

export const notInVocabulary = refusal<{ what: string; whatEn: string; value: string }>(
  'ad-hoc.vocabulary',
  'invalid',
  ({ what, value }) => `${what}中没有“${value}”，或者这个指标不按它分。请从所列的各项中选择。`,
  ({ whatEn, value }) =>
    `“${value}” is not among the choices of ${whatEn}, or this indicator has none. Choose from the list.`,
)

export const notYourAgency = refusal<{ agency: string }>(
  'ad-hoc.agency',
  'denied',
  ({ agency }) => `${agency}不在您的辖区，不得统计。请改选本机构或者下级机构。`,
  ({ agency }) => `${agency} is outside your district. Choose your own agency or one under it.`,
)

export const tooManyDimensions = refusal<{ wanted: number; most: number }>(
  'ad-hoc.dimensions',
  'invalid',
  ({ wanted, most }) => `所选分组有${wanted}维，至多${most}维。请减少分组。`,
  ({ wanted, most }) => `${wanted} dimensions were chosen; the most is ${most}. Choose fewer.`,
)

export const tooFine = refusal<{ wanted: number; most: number }>(
  'ad-hoc.too-fine',
  'invalid',
  ({ wanted, most }) => `分得过细：将有${wanted}格，至多${most}格。请减少分组，或者缩小范围。`,
  ({ wanted, most }) => `Too fine: it comes to ${wanted} cells; the most is ${most}. Break it down less, or narrow it.`,
)

export const tooManyBeside = refusal<{ wanted: number; most: number }>(
  'ad-hoc.too-many-beside',
  'denied',
  ({ wanted, most }) =>
    `同一指标同一月已列出的表很多，合并核对须分${wanted}组，至多${most}组，不能确保减不出个人。请用已有的表，或者减少分组。`,
  ({ wanted, most }) =>
    `Many tables of this indicator and month were told already; checking them together takes ${wanted} groups, the most is ${most}. Use those there are, or break it down less.`,
)

export const adHocTooLong = refusal<{ minutes: number }>(
  'ad-hoc.too-long',
  'denied',
  ({ minutes }) => `统计超过了${minutes}分钟的时限，已经停止。请在业务较少时再办。`,
  ({ minutes }) => `It took more than the ${minutes} minutes allowed and was stopped. Try again when it is quieter.`,
)

export const approvalOver = refusal<{ days: number }>(
  'ad-hoc.approval-over',
  'denied',
  ({ days }) => `批准已满${days}日，不再有效。请另行申请。`,
  ({ days }) => `The approval is more than ${days} days old and holds no longer. Ask anew.`,
)

export const approverGone = refusal(
  'ad-hoc.approver-gone',
  'denied',
  () => '批准人已经不在批准的岗位，批准失效。请由在岗的批准人另行批准。',
  () => 'Whoever approved this no longer holds the post, so the approval lapsed. Have it approved anew.',
)

export const resultGone = refusal(
  'ad-hoc.result-gone',
  'missing',
  () => '结果已经到期清除。请另行申请。',
  () => 'The result has expired and was removed. Ask anew.',
)

export const noCase = refusal(
  'indicator.unknown',
  'missing',
  () => '没有这件口径变更案。请核对编号。',
  () => 'There is no such case. Check the number.',
)

export const caseMoved = refusal<{ state: string; stateEn: string }>(
  'indicator.state',
  'conflict',
  ({ state }) => `这件变更案现为“${state}”，不能办这一步。请刷新后再看。`,
  ({ stateEn }) => `This case is now “${stateEn}”; this step cannot be taken. Reload it.`,
)

export const caseNotYours = refusal(
  'indicator.not-yours',
  'denied',
  () => '变更案由提出的人撤回。请由提出的人办理。',
  () => 'A case is withdrawn by whoever proposed it. Ask that person.',
)

export const catalogueMoved = refusal<{ version: string }>(
  'indicator.catalogue-moved',
  'conflict',
  ({ version }) => `口径已有新的一版（${version}），这件案不是据它修改的。请退回，据新版另行提出。`,
  ({ version }) =>
    `There is a newer version (${version}), which this case does not start from. Return it and propose anew.`,
)

export const notLater = refusal<{ since: string; after: string }>(
  'indicator.since',
  'invalid',
  ({ since, after }) => `口径不溯及既往：${since}不晚于${after}。请改为以后的月份。`,
  ({ since, after }) => `A version does not reach back: ${since} is not after ${after}. Choose a later month.`,
)

export const wrongCatalogue = refusal<{ why: string; whyEn: string }>(
  'indicator.wrong',
  'invalid',
  ({ why }) => `变更的内容有误：${why}。请改正。`,
  ({ whyEn }) => `Something is wrong with the change: ${whyEn}. Correct it.`,
)
