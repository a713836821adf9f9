import { Fragment, type ReactNode, useEffect, useId } from 'react'
import { articleNames } from '../../src/kernel/article-names.js'
import type { Ground } from '../../src/query/contract.js'
import { WORDS } from '../words.js'
import { useLanguage } from './language.js'
import './page.css'

interface PageProps {
  readonly title: string
  readonly lead?: ReactNode
  /** Buttons of the whole page, right of the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** 一页。Its title is also the window's. */
export function Page({ title, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <article className="page">
      <div className="page-head">
        <h1>{title}</h1>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {lead && <p className="page-lead">{lead}</p>}
      {children}
    </article>
  )
}

interface SectionProps {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** 一节。 */
export function Section({ title, aside, children }: SectionProps) {
  // Named by its heading, which can say that it is Chinese; a label of its own could not.
  const id = useId()
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** 依据。The grounds of an answer, small under it; the sentence of the policy is kept in Chinese, its article has both. */
export function Grounds({ grounds }: { readonly grounds: readonly Ground[] }) {
  const { say, language } = useLanguage()
  if (grounds.length === 0) return null
  return (
    <p className="grounds">
      {say(WORDS.ground)}
      {say({ zh: '：', en: ': ' })}
      {grounds.map(({ policy, says, article }, at) => (
        <Fragment key={policy}>
          {at > 0 && say({ zh: '；', en: '; ' })}
          {language === 'zh' ? `${says}（${articleNames(article).zh}）` : articleNames(article).en}
          {language === 'en' && <span lang="zh-CN"> （{says}）</span>}
        </Fragment>
      ))}
    </p>
  )
}
