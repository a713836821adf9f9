/**
 * 发出之后的表单。What was sent is cleared once it is taken; what was typed since, while the answer was on its way, stays.
 */
export function withoutSent<T extends object>(now: T, sent: T, empty: T): T {
  const left = Object.entries(now).map(([name, value]) => {
    const isSent = value === sent[name as keyof T]
    return [name, isSent ? empty[name as keyof T] : value]
  })
  return Object.fromEntries(left.filter(([, value]) => value !== undefined)) as T
}
