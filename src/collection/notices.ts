import type { Sentence } from './kinds.js'
import type { Notice } from './table.js'

const SAYS: Readonly<Record<Notice['code'], (told: string) => Sentence>> = {
  hiddenSheets: (told) => ({ zh: `未读隐藏的工作表：${told}。`, en: `Hidden sheets were not read: ${told}.` }),
  otherSheets: (told) => ({
    zh: `只读第一张工作表，未读：${told}。`,
    en: `Only the first sheet was read, not: ${told}.`,
  }),
  hiddenRows: (told) => ({ zh: `隐藏的行也已读入（${told}）。`, en: `Hidden rows were read as well (${told}).` }),
  mergedCells: (told) => ({
    zh: `有合并的单元格（${told}），请核对各行。`,
    en: `There are merged cells (${told}); check the rows.`,
  }),
  externalLinks: (told) => ({
    zh: `文件链接了其他文件（${told}），未读取。`,
    en: `Links to other files (${told}) were not read.`,
  }),
  unknownColumns: (told) => ({ zh: `以下列未使用：${told}。`, en: `These columns were not used: ${told}.` }),
  rowsAboveHeader: (told) => ({
    zh: `表头以上的行未读（${told}）。`,
    en: `Rows above the header were not read (${told}).`,
  }),
}

/** 读表提示的说法：what was left aside while reading, so that nothing goes unsaid. */
export function noticeSentence({ code, names, count }: Notice): Sentence {
  return SAYS[code](names === undefined ? String(count ?? '') : names.slice(0, 20).join('、'))
}
