/** 退出之前要做的：each may stop the sign-out by answering false. */
export const leaving = new Set<() => Promise<boolean>>()

export async function mayLeave(): Promise<boolean> {
  for (const act of leaving) if (!(await act())) return false
  return true
}
