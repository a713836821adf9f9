/** 上下限的作用。 */
export const BASE_EFFECTS = {
  asDeclared: { zh: '按申报工资', en: 'as declared' },
  floor: { zh: '低于下限，按下限', en: 'below the floor: the floor' },
  ceiling: { zh: '高于上限，按上限', en: 'above the ceiling: the ceiling' },
} as const
export type BaseEffect = keyof typeof BASE_EFFECTS
