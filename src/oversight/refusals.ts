import { refusal } from '../kernel/refusal.js'

/** 监督之室的拒绝。 */
export const whichFigure = refusal<{ zh: string; en: string }>(
  'oversight.which-figure',
  'invalid',
  ({ zh }) => `请写明是哪一个数目：缺${zh}。`,
  ({ en }) => `Say which figure is meant: ${en} is missing.`,
)
