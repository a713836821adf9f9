import { Refusal } from '../src/kernel/refusal.js'

/** 不予办理的代码，or `done` where it was not refused; a defect goes on up. */
export async function refusalCode(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.entry.code
    throw error
  }
}
