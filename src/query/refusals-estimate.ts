import { refusal } from '../kernel/refusal.js'

/** 待遇测算的不予办理情形：what of a record no pension can be estimated from. */
export const noPensionHere = refusal(
  'estimate.no-pension',
  'missing',
  () => '名下没有职工基本养老保险的参保记录，无从测算。如在别处参保，请先办理转移。',
  () =>
    'There is no enrolment in the employees’ pension here to estimate from; transfer it in first if it is elsewhere.',
)

export const alreadyRetired = refusal<{ month: string }>(
  'estimate.already-retired',
  'conflict',
  ({ month }) => `养老金已自 ${month} 核定，不再测算。核定的金额和由来请看待遇一节。`,
  ({ month }) => `The pension has been determined from ${month}; see the benefits of the record instead.`,
)

export const lifeEnded = refusal(
  'estimate.life-ended',
  'conflict',
  () => '此人的养老保险关系已经终止，不作测算。',
  () => 'The pension relation of this person has ended; nothing is estimated.',
)

export const noBirthMonth = refusal(
  'estimate.no-birth-month',
  'missing',
  () => '登记中没有出生日期，算不出法定退休年龄。请先补全登记。',
  () => 'The registration has no date of birth, so no statutory age can be told; complete it first.',
)

export const chooseGroup = refusal<{ groups: string }>(
  'estimate.choose-group',
  'invalid',
  () => '请先选原法定退休年龄：女职工有五十五周岁和五十周岁两种，依岗位而定，系统不代为推断。',
  () => 'Choose the former statutory age first: for women it is 55 or 50 by post, and it is not guessed.',
)

export const groupDoesNotFit = refusal<{ group: string }>(
  'estimate.group-does-not-fit',
  'invalid',
  () => '所选的退休类别与登记的性别不符，请重新选择。登记有误的，请先更正登记。',
  () => 'The retirement group does not fit the sex registered; choose another, or have the registration corrected.',
)
