import { refusal } from '../kernel/refusal.js'

interface Place {
  file: string
  key: string
}

/** 政策参数与规则的不予办理情形。 */
export const malformedParameterFile = refusal<Place & { problem: string; found: string }>(
  'policy.malformed-file',
  'invalid',
  ({ file, key, problem, found }) =>
    `参数文件“${file}”的“${key}”有误：${ZH[problem] ?? problem}（现为“${found}”）。请改正后再载入。`,
  ({ file, key, problem, found }) =>
    `In the parameter file “${file}”, “${key}” is wrong: ${problem} (found “${found}”). Correct it and load again.`,
)

export const overlappingVersions = refusal<Place & { since: string; before: string }>(
  'policy.overlapping-versions',
  'invalid',
  ({ file, key, since, before }) =>
    `参数文件“${file}”的“${key}”：${since} 起的版本与 ${before} 起的版本重叠或次序颠倒。请按月份先后排列，并核对止月。`,
  ({ file, key, since, before }) =>
    `In “${file}”, the version of “${key}” from ${since} overlaps or precedes the one from ${before}. Order them by month and check until.`,
)

export const unknownArea = refusal<{ area: string; known: string }>(
  'policy.unknown-area',
  'missing',
  ({ area, known }) => `没有统筹区“${area}”的参数，现有：${known}。请核对统筹区代码，或先登记该区参数。`,
  ({ area, known }) =>
    `There are no parameters for the pooling area “${area}”; known are ${(known.match(/\d{6}/g) ?? []).join(', ')}. Check the code or add the area.`,
)

export const missingVersion = refusal<{
  parameter: string
  what: string
  area: string
  month: string
  variant: string
}>(
  'parameter.missing-version',
  'missing',
  ({ parameter, what, area, month, variant }) =>
    `${area}没有适用于 ${month} 的参数“${what}”（${parameter}${variant === '' ? '' : `，类别 ${variant}`}），不作推算。请先登记该期公布的参数。`,
  ({ parameter, area, month, variant }) =>
    `${area} has no version of ${parameter}${variant === '' ? '' : ` for ${variant}`} in force in ${month}, and none is guessed. Add the published one first.`,
)

export const notCharged = refusal<{
  insurance: string
  area: string
  month: string
  personKind: string
  merged: boolean
}>(
  'contribution.not-charged',
  'invalid',
  ({ insurance, area, month, personKind, merged }) =>
    merged
      ? `${area} ${month} 起${insurance}已并入职工基本医疗保险征缴，请并入职工基本医疗保险填报。`
      : `${area} ${month} 对${personKind}不征缴${insurance}，请删去该险种。`,
  ({ insurance, area, month, personKind, merged }) =>
    merged
      ? `In ${area}, ${insurance} is levied together with medical insurance in ${month}; file it there.`
      : `In ${area}, ${insurance} is not levied for ${personKind} in ${month}; leave it out.`,
)

export const limitsCrossed = refusal<{ insurance: string; area: string; month: string; least: string; most: string }>(
  'contribution.limits-crossed',
  'invalid',
  ({ insurance, area, month, least, most }) =>
    `${area} ${month} 的${insurance}缴费基数下限 ${least} 元高于上限 ${most} 元，不能计算。请核对上下限参数。`,
  ({ area, month, least, most }) =>
    `In ${area} the lower limit ${least} of ${month} is above the upper limit ${most}. Check both parameters.`,
)

export const fixedYearly = refusal<{ insurance: string }>(
  'contribution.fixed-yearly',
  'invalid',
  ({ insurance }) => `${insurance}按年定额缴费，没有缴费基数。请按缴费年度和档次办理。`,
  ({ insurance }) => `${insurance} is paid as a fixed yearly amount, without a base. Enter the year and the grade.`,
)

export const gradeNotOffered = refusal<{ area: string; year: number; grade: string; offered: string }>(
  'resident.grade-not-offered',
  'invalid',
  ({ area, year, grade, offered }) =>
    `${area} ${year} 年没有 ${grade} 元的缴费档次，可选：${offered.replaceAll(' ', '、')}（元）。请改选。`,
  ({ area, year, grade, offered }) =>
    `${area} offers no grade of ${grade} yuan in ${year}; offered are ${offered.replaceAll(' ', ', ')}. Choose one of them.`,
)

export const malformedList = refusal<{ parameter: string; found: string }>(
  'policy.malformed-list',
  'invalid',
  ({ parameter, found }) => `参数“${parameter}”的列表中“${found}”看不懂。请按 docs/policies.md 的写法改正。`,
  ({ parameter, found }) => `In the list of the parameter “${parameter}”, “${found}” is not readable. Correct it.`,
)

export const injuryClassNeeded = refusal<{ found: string }>(
  'contribution.injury-class-needed',
  'invalid',
  ({ found }) => `工伤保险须有单位的工伤风险类别（1 至 8），现为“${found}”。请先登记单位的风险类别。`,
  ({ found }) => `Work-injury insurance needs the employer's risk class, 1 to 8 (found “${found}”). Register it first.`,
)

export const floatNotAllowed = refusal<{ injuryClass: number; float: string; allowed: string }>(
  'contribution.float-not-allowed',
  'invalid',
  ({ injuryClass, float, allowed }) => `工伤风险 ${injuryClass} 类的浮动系数不能为 ${float}%，只能为 ${allowed}（%）。`,
  ({ injuryClass, float, allowed }) =>
    `The float factor of injury class ${injuryClass} cannot be ${float}%; it may be ${allowed} (%).`,
)

export const creditAfterClose = refusal<{ month: number; closedAfter: number }>(
  'account.credit-after-close',
  'conflict',
  ({ month, closedAfter }) => `账户已于 ${closedAfter} 月末终止，${month} 月的记账不能计入。请核对记账月份。`,
  ({ month, closedAfter }) =>
    `The account closed at the end of month ${closedAfter}; a credit of month ${month} cannot enter it.`,
)

/** What is wrong with a key of a file, as an analyst reads it; the English is the key. */
const ZH: Readonly<Record<string, string>> = {
  'not readable as YAML': '不是可读的 YAML',
  'the folder has no area.yaml': '所在目录没有 area.yaml',
  'a pooling area is six digits with zh and en': '统筹区须有六位代码 code 及名称 zh、en',
  'the area code or parameter is defined twice': '统筹区代码或参数重复定义',
  'a parameter needs what, term, unit and versions': '参数须有 what、term、unit 和 versions',
  'term is not in the catalogue of terms': 'term 不在术语目录中',
  'unit is not known': 'unit 只能为 yuan、percent、months、days、minutes、count、choice、list',
  'keeper is empty': '维护人 keeper 不能为空',
  'axis is not one of contribution, settlement, birth, retirement':
    'axis 只能为 contribution、settlement、birth、retirement',
  'a key is not known here': '有不认识的键',
  'since or until is not a month': 'since 或 until 不是有效月份',
  'until is before since': 'until 早于 since',
  'a yearly parameter needs until in every version': '按年公布的参数每个版本都须写明 until',
  'a version needs exactly one of value, by, same': '每个版本须有且仅有 value、by、same 之一',
  'a version needs its basis': '每个版本须写明依据 basis',
  'status is not one of final, provisional, unconfirmed': 'status 只能为 final、provisional、unconfirmed',
  'the value does not fit the unit': '值与单位不符',
  'the rule knows no such choice': '规则没有这个选项，可选的见 docs/policies.md',
  'what divides cannot be zero': '作除数的值不能为零',
  'the text is not of the form the rule reads': '文字不合规则所读的写法',
  'a mark is true or false': 'yearly、history 只能写 true 或 false',
  'same names no parameter of the same unit': 'same 所指参数不存在或单位不同',
  'no rule knows such a parameter': '没有这样的参数，规则用不到它。请核对参数的写法',
  'the area is not told': '没有写明是哪个统筹区的参数',
  'an area that is not known needs its code and name':
    '没有这个统筹区；虚构的写代码和名称，如 { code: "990001", zh: 海角市 }',
  'the area exists already': '该统筹区已有，只写名称即可；新的统筹区须另取代码和名称',
  'a parameter has no versions': '参数须有至少一个版本，写成列表',
  'the unit is not that of the known parameter': '单位与该参数在别处的不同',
}
