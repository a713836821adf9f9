import { refusal } from '../kernel/refusal.js'

/** 专家与意见的不予办理情形。None of them names an expert. */
export const noOpinion = refusal<{ zh: string; en: string }>(
  'opinion.missing',
  'conflict',
  ({ zh }) => `没有此人${zh}的专家意见，结论无所依据。请先由专家签署意见并记账。`,
  ({ en }) =>
    `There is no expert opinion on this person's ${en} to rest the conclusion on. Have one signed and posted first.`,
)

export const opinionDiffers = refusal<{ known: string; given: string; day: string }>(
  'opinion.differs',
  'conflict',
  ({ known, given, day }) =>
    `结论 ${given} 与专家意见（${day}，结论 ${known}）不一致。请依意见作结论；意见有误的，须另行鉴定。`,
  ({ known, given, day }) =>
    `The conclusion ${given} is not that of the opinion of ${day} (${known}). Follow the opinion, or have a new one made.`,
)

export const wrongConclusion = refusal<{ given: string; known: string }>(
  'opinion.conclusion',
  'invalid',
  ({ given, known }) => `结论“${given}”不是此事项的结论。请从 ${known} 中选择。`,
  ({ given, known }) => `“${given}” is no conclusion of this matter. Choose one of ${known}.`,
)

export const unknownExpert = refusal<object>(
  'expert.unknown',
  'missing',
  () => '名册中没有所选的专家，或已离册。请重新选择。',
  () => 'An expert chosen is not on the register, or has left it. Choose again.',
)

export const expertListed = refusal<object>(
  'expert.listed-already',
  'conflict',
  () => '名册中已有此人，不重复登记。请在名册中查找。',
  () => 'This expert is on the register already; look there.',
)

export const opinionKnown = refusal<object>(
  'opinion.known-already',
  'conflict',
  () => '这份意见书已经登记，签署之后不得更改。意见有变的，请登记另一份签署的意见书。',
  () =>
    'This opinion is registered already and cannot be changed once signed. Register another signed opinion instead.',
)
