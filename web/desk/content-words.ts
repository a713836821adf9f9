import type { Both } from '../shell/language.js'

/** 审核所见的话。 */
export const CONTENT = {
  title: { zh: '内容', en: 'Content' },
  nothing: { zh: '这份报送没有可看的明细', en: 'There are no lines to show' },
  field: { zh: '栏目', en: 'Field' },
  standing: { zh: '现有', en: 'As it stands' },
  incoming: { zh: '报来', en: 'As filed' },
  ground: { zh: '没有原始资料；依据：{ground}', en: 'No source paper; ground: {ground}' },
  unchanged: { zh: '没有变动的 {n} 栏', en: '{n} fields unchanged' },
  changed: { zh: '改', en: 'changed' },
  provisional: { zh: '暂定', en: 'provisional' },
  before: { zh: '上一页', en: 'Back' },
  next: { zh: '下一页', en: 'On' },
  page: { zh: '第 {page} 页，共 {pages} 页、{total} 行', en: 'Page {page} of {pages}, {total} lines' },
  papers: { zh: '原始资料', en: 'Source papers' },
  revision: { zh: '第 {n} 版所附', en: 'with revision {n}' },
  open: { zh: '打开', en: 'Open' },
  close: { zh: '收起', en: 'Close' },
  download: { zh: '下载', en: 'Download' },
  keyPaper: { zh: '打开或收起资料', en: 'Open or close the paper' },
  keyPageBefore: { zh: '内容上一页', en: 'Page back' },
  keyPageNext: { zh: '内容下一页', en: 'Page on' },
  cut: { zh: '只显示前 {n} 行', en: 'Only the first {n} rows are shown' },
} as const satisfies Record<string, Both>
