import type { Both } from './language.js'

/** 条文编号所指的文件。 */
const DOCUMENTS: Readonly<Record<string, Both>> = {
  M14: { zh: '《社会保险个人权益记录管理办法》', en: 'Measures on Social Insurance Rights Records' },
  BQ: { zh: '《北京市社会保险个人权益记录查询使用管理办法》', en: 'Beijing measures on queries' },
  N107: { zh: '人社部发〔2011〕107号', en: 'MOHRSS Notice 2011-107' },
  BD: { zh: '北京市贯彻《社会保险工作人员纪律规定》实施细则', en: 'Beijing rules of conduct' },
  WH: { zh: '《威海市社会保险业务数据管理办法》', en: 'Weihai measures on business data' },
}

/** 条文的读法：M14-15e is article 15; the letter only parts it by its sentences. */
export function articleName(id: string): Both {
  const [, key = '', number = '', item = ''] = /^([A-Z0-9]+)-(\d+)(?:\((\d+)\))?[a-z]?$/.exec(id) ?? []
  const document = DOCUMENTS[key]
  if (document === undefined) return { zh: id, en: id }
  const [itemZh, itemEn] = item === '' ? ['', ''] : [`第${item}项`, ` (${item})`]
  return { zh: `${document.zh}第${number}条${itemZh}`, en: `${document.en}, art. ${number}${itemEn}` }
}

/** Several articles as an answer lists them, each once. */
export function articleNames(ids: string): Both {
  const names = ids.split(/[、,]\s*/).map(articleName)
  const once = (language: keyof Both) => [...new Set(names.map((name) => name[language]))]
  return { zh: once('zh').join('、'), en: once('en').join('; ') }
}

/** 推导的依据，as in 社会保险法·12 or 国办发〔2019〕13号·三。 */
export function basisName(basis: string): string {
  const [document = '', place = ''] = basis.split('·')
  const title = document.replace(/^\d{4}-\d{2}-\d{2} /, '')
  const named = /[〔《]/.test(title) ? title : `《${title}》`
  const article = /^(\d+|[一二三四五六七八九十]+)(.*)$/.exec(place)
  return article === null ? `${named}${place}` : `${named}第${article[1]}条${article[2]}`
}
