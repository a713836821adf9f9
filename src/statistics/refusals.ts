import { refusal } from '../kernel/refusal.js'

/** 统计、提取与导出的不予办理情形。 */
export const noCatalogue = refusal<{ month: string }>(
  'statistic.no-catalogue',
  'invalid',
  ({ month }) => `${month}没有施行的指标口径，或者口径中没有这个指标。请改选月份或指标。`,
  ({ month }) => `No catalogue of indicators was in force in ${month}, or it lacks this one. Choose another.`,
)

export const monthNotOver = refusal<{ month: string }>(
  'statistic.month-not-over',
  'invalid',
  ({ month }) => `${month}尚未开始，不能统计。请改选月份。`,
  ({ month }) => `${month} has not begun; there is nothing to count. Choose another month.`,
)

export const beyondTree = refusal<{ size: number }>(
  'statistic.beyond-tree',
  'invalid',
  ({ size }) => `截止叶不能超过现有的${size}叶。请改小，或者不填，以现在为截止。`,
  ({ size }) => `The cut-off cannot be beyond the ${size} leaves there are. Take a smaller one, or none for now.`,
)

export const noStatistic = refusal(
  'statistic.unknown',
  'missing',
  () => '没有这项统计，或者不归您所在的机构。请核对编号。',
  () => 'There is no such statistic, or it is not of your agency. Check the number.',
)

export const statisticMoved = refusal<{ state: string; stateEn: string }>(
  'statistic.state',
  'conflict',
  ({ state }) => `这项统计现为“${state}”，不能办这一步。请刷新后再看。`,
  ({ stateEn }) => `This statistic is now “${stateEn}”; this step cannot be taken. Reload it.`,
)

export const reportByCity = refusal(
  'statistic.report-by-city',
  'denied',
  () => '法定报送由市级经办机构编制、批准。请报市级办理。',
  () => 'Statutory reports are made and approved by the city agency. Ask the city.',
)

export const publicAlready = refusal<{ number: string }>(
  'statistic.public-already',
  'conflict',
  ({ number }) => `这个月这项指标已经公布过（${number}）。公布两次，被抑制的格可以从两份里比出来；请以已公布的为准。`,
  ({ number }) =>
    `This indicator of this month is public already (${number}). From two of them the cells not told could be compared out.`,
)

export const publishByCity = refusal(
  'statistic.publish-by-city',
  'denied',
  () => '对外公布的统计由市级编制；区级的限于内部，以免与市级的相减。请由市级编制后公布。',
  () =>
    'Only figures made by the city are released; those of a district stay internal, lest one be subtracted from the other.',
)

export const noExtract = refusal(
  'extract.unknown',
  'missing',
  () => '没有这件提取申请，或者不归您所在的机构。请核对编号。',
  () => 'There is no such extract, or it is not of your agency. Check the number.',
)

export const extractMoved = refusal<{ state: string; stateEn: string }>(
  'extract.state',
  'conflict',
  ({ state }) => `这件提取现为“${state}”，不能办这一步。请刷新后再看。`,
  ({ stateEn }) => `This extract is now “${stateEn}”; this step cannot be taken. Reload it.`,
)

export const dutyMissing = refusal(
  'extract.duty',
  'invalid',
  () => '含直接识别信息的提取，须写明法定职责的文件与条款；用于开发建设的，不得含识别信息。请补正。',
  () =>
    'An extract that identifies people needs the document and article of the legal duty, and none is made for development. Correct it.',
)

export const wrongRange = refusal<{ why: string; whyEn: string }>(
  'extract.range',
  'invalid',
  ({ why }) => `提取的范围有误：${why}。请改正。`,
  ({ whyEn }) => `Something is wrong with the range: ${whyEn}. Correct it.`,
)

export const extractTooLarge = refusal<{ persons: number; most: number }>(
  'extract.too-large',
  'denied',
  ({ persons, most }) => `范围内有${persons}人，一次提取至多${most}人。不得提供全库；请缩小范围。`,
  ({ persons, most }) => `The range holds ${persons} people; an extract may hold ${most}. Narrow the range.`,
)

export const tooManyExtracts = refusal<{ wanted: number; most: number }>(
  'extract.too-many-earlier',
  'denied',
  ({ wanted, most }) =>
    `与此前的提取相减核对须分${wanted}类人，至多${most}类，不能确保减不出个人。请用已有的提取，或者缩小范围。`,
  ({ wanted, most }) =>
    `Checked against the earlier extracts it comes to ${wanted} classes of people; the most is ${most}. Use those there are, or narrow the range.`,
)

export const fileGone = refusal(
  'extract.file-gone',
  'missing',
  () => '文件还没有生成，或者已经到期清除。请先生成，或者另行申请。',
  () => 'The file is not made yet, or has expired and was removed. Have it made, or ask again.',
)

export const exportGone = refusal(
  'export.file-gone',
  'missing',
  () => '文件还没有生成，或者已经到期清除。请稍候刷新，或者另行申请。',
  () => 'The file is not made yet, or has expired and was removed. Reload in a while, or ask again.',
)

export const noExport = refusal(
  'export.unknown',
  'missing',
  () => '没有这张导出单，或者不归您办。请核对编号。',
  () => 'There is no such export, or it is not yours. Check the number.',
)

export const exportMoved = refusal<{ state: string; stateEn: string }>(
  'export.state',
  'conflict',
  ({ state }) => `这张导出单现为“${state}”，不能办这一步。请刷新后再看。`,
  ({ stateEn }) => `This export is now “${stateEn}”; this step cannot be taken. Reload it.`,
)

export const exportEmpty = refusal(
  'export.empty',
  'invalid',
  () => '这个名单里没有人，没有什么可导出。请核对单位与月份。',
  () => 'There is nobody on this list, so nothing to export. Check the employer and the month.',
)

export const noEmployer = refusal<{ creditCode: string }>(
  'export.employer',
  'missing',
  ({ creditCode }) => `本辖区没有统一社会信用代码为${creditCode}的单位。请核对。`,
  ({ creditCode }) => `No employer of your district has the credit code ${creditCode}. Check it.`,
)

interface Cap {
  readonly wanted: number
  readonly most: number
}
export const tooManyRows = refusal<Cap>(
  'export.rows',
  'denied',
  ({ wanted, most }) => `这个名单有${wanted}行，您的岗位一次至多导出${most}行。请缩小范围，或者由有权的岗位办理。`,
  ({ wanted, most }) => `The list has ${wanted} rows; your post may export ${most} at once. Narrow it.`,
)

export const tooManyToday = refusal<Cap>(
  'export.per-day',
  'denied',
  ({ most }) => `今日已导出${most}次，已到上限。请明日再办。`,
  ({ most }) => `You have exported ${most} times today, which is the most. Come back tomorrow.`,
)

export const tooManyPersons = refusal<Cap>(
  'export.cumulative',
  'denied',
  ({ wanted, most }) =>
    `连同近期已导出的，累计将涉及${wanted}人，上限为${most}人；分次导出也照并集累计。已登记并告知监督，请说明需要后缩小范围。`,
  ({ wanted, most }) =>
    `With what was exported lately this comes to ${wanted} people; the most is ${most}, however many exports it is split into. It was noted for the supervisor. Narrow the list.`,
)

export const exportGrown = refusal<Cap>(
  'export.beyond-approval',
  'denied',
  ({ wanted, most }) => `名单现有${wanted}行，批准的是${most}行，超出了批准的范围。请重新申请。`,
  ({ wanted, most }) => `The list now has ${wanted} rows; ${most} were approved. Ask again.`,
)

export const noRowsInFile = refusal(
  'export.no-rows',
  'invalid',
  () => '这个文件里读不出名单的行，无从核对。请上传 CSV 或 XLSX 的原件，至少有几行。',
  () => 'No rows of a list can be read in this file. Upload the CSV or XLSX itself, with a few rows at least.',
)

export const noJob = refusal(
  'statistic-job.unknown',
  'missing',
  () => '没有这件任务，或者不归您所在的机构。请核对编号。',
  () => 'There is no such job, or it is not of your agency. Check the number.',
)

export const jobOver = refusal<{ state: string; stateEn: string }>(
  'statistic-job.state',
  'conflict',
  ({ state }) => `这件任务现为“${state}”，不能取消。请刷新后再看。`,
  ({ stateEn }) => `This job is “${stateEn}” now and cannot be cancelled. Reload it.`,
)

export const jobNotYours = refusal(
  'statistic-job.not-yours',
  'denied',
  () => '任务只由提出它的人取消。请由提出的人办理。',
  () => 'A job is cancelled by whoever asked for it. Ask that person.',
)

export const askerGone = refusal(
  'statistic-job.asker-gone',
  'denied',
  () => '提出的人已经离岗或者调动，任务不再进行。请由在岗的人另行提出。',
  () => 'Whoever asked for this has left the post or moved; it is not done. Somebody in post must ask anew.',
)

export const jobFailed = refusal(
  'statistic-job.failed',
  'conflict',
  () => '任务没有做成，已经报告系统管理员。请稍后再试。',
  () => 'The job was not completed, and the administrator was told. Try again later.',
)
