import { parse } from 'yaml'
import type { PolicyText } from './book.js'
import { isRecord } from './parameter.js'

/** 算例文件。A list of cases, or a table that brings an area and parameters of its own to all its cases. */
export interface CaseFile {
  readonly area?: unknown
  readonly parameters?: unknown
  readonly cases: readonly unknown[]
}

/** What a file may hold besides a plain list. */
const KEYS = ['统筹区', '参数', '算例']
const FORM = '文件应为算例的列表，每例有 case、cites、given、expect；或一张表，有 统筹区、参数、算例。'

const HINT = '请检查该处的冒号、逗号是否为半角，缩进是否用空格，引用（& 与 *）是否指向自身。'

/** 读算例文件。With the failsafe schema: every scalar stays the text that was written. A sentence where it is wrong. */
export function readCaseFile({ text }: PolicyText): CaseFile | string {
  let read: unknown
  try {
    read = parse(text.replace(/^\uFEFF/, ''), { schema: 'failsafe', logLevel: 'error' })
    JSON.stringify(read)
  } catch (error) {
    return `不是可读的 YAML：${error instanceof Error ? error.message : String(error)}。${HINT}`
  }
  if (isRecord(read)) {
    const { 统筹区: area, 参数: parameters, 算例: cases, ...more } = read
    if (Object.keys(more).length > 0)
      return `文件中有不认识的项目：${Object.keys(more).join('、')}。认识的有：${KEYS.join('、')}`
    return Array.isArray(cases) && cases.length > 0 ? { area, parameters, cases } : FORM
  }
  return Array.isArray(read) && read.length > 0 ? { cases: read } : FORM
}

/** The name by which an area is given: itself, or that of the table which invents it. */
export function nameOf(area: unknown): unknown {
  return isRecord(area) ? area['zh'] : area
}
