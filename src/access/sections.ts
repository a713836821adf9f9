/**
 * 类别。The five classes of Order 14 art. 2 (登记, 缴费, 待遇, 年限与个人账户, 其他), the access book's own lines about a
 * person, and issued papers.
 */
export const SECTIONS = ['registration', 'contribution', 'benefit', 'account', 'other', 'access', 'statement'] as const
export type Section = (typeof SECTIONS)[number]

export function isSection(text: string): text is Section {
  return (SECTIONS as readonly string[]).includes(text)
}
