import type { Both } from '../shell/language.js'

/** 由专办岗保管的行：how many, never whose. */
export const WITHHELD = {
  zh: '另有 {n} 行由保密人员专办岗查看，合计数包括在内。',
  en: '{n} more, seen by the post for protected persons alone; the totals include them.',
} as const satisfies Both
