import type { Both } from './both.js'

/** 推导的依据，as in 社会保险法·12 or 国办发〔2019〕13号·三。 */
export function basisName(basis: string): string {
  const [document = '', place = ''] = basis.split('·')
  const title = document.replace(/^\d{4}-\d{2}-\d{2} /, '')
  const named = /[〔《]/.test(title) ? title : `《${title}》`
  const article = /^(\d+|[一二三四五六七八九十]+)(.*)$/.exec(place)
  return article === null ? `${named}${place}` : `${named}第${article[1]}条${article[2]}`
}

/** 依据的文字：a source stays in the language of the law; what this system set itself has no source to keep. */
export function basisText(basis: string): Both | undefined {
  return basis === '本系统设定' ? { zh: basis, en: 'Set by this system' } : undefined
}
