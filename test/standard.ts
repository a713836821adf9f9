import { readdirSync, readFileSync } from 'node:fs'
import { Refusal } from '../src/kernel/refusal.js'
import { readStandard, type Standard } from '../src/policy/standard.js'

/** 采集标准的文件，as the ledger keeps them. */
export function standardTexts(): { kind: 'standard'; path: string; text: string }[] {
  const files = readdirSync('policies/standard').sort()
  return files.map((file) => ({
    kind: 'standard' as const,
    path: `standard/${file}`,
    text: readFileSync(`policies/standard/${file}`, 'utf8'),
  }))
}

export function shippedStandard(): Standard {
  return readStandard(standardTexts())
}

/** What a refusal says; a thing that is not refused fails the test. */
export function refusedWith(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.say('zh')
    throw error
  }
  throw new Error('nothing was refused')
}
