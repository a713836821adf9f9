/** 专家鉴定的事项，and what each may conclude. */
export const EXPERT_MATTERS = {
  injuryGrade: {
    zh: '工伤伤残等级',
    en: 'injury grade',
    conclusions: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'none'],
  },
  workAbility: { zh: '劳动能力', en: 'ability to work', conclusions: ['complete', 'most', 'part', 'none'] },
  nursing: { zh: '生活自理障碍', en: 'need of care', conclusions: ['complete', 'most', 'part', 'none'] },
} as const
export type ExpertMatter = keyof typeof EXPERT_MATTERS

/** 结论的说法；a grade is its own number. */
export const EXPERT_CONCLUSIONS = {
  ...Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [String(i + 1), { zh: `${i + 1} 级`, en: `grade ${i + 1}` }]),
  ),
  complete: { zh: '完全丧失', en: 'lost wholly' },
  most: { zh: '大部分丧失', en: 'lost for the most part' },
  part: { zh: '部分丧失', en: 'lost in part' },
  none: { zh: '未达等级或未丧失', en: 'no grade, or not lost' },
} as Readonly<Record<string, { readonly zh: string; readonly en: string }>>
