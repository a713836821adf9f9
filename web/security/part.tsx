import type { ReactNode } from 'react'
import type { SecurityView } from '../../src/access/security-contract.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'

/** What each part of the page is given. */
export interface PartProps {
  readonly view: SecurityView
  /** Reads the page anew after a change. */
  readonly again: () => void
}

interface Props {
  readonly title: string
  readonly says?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** 一项设置。 */
export function Part({ title, says, aside, children }: Props) {
  return (
    <Section title={title} aside={aside}>
      {says !== undefined && <p className="security-says">{says}</p>}
      {children}
    </Section>
  )
}

/** 某时，as a person reads it. */
export function Moment({ at }: { readonly at: number }) {
  const { language } = useLanguage()
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' })
  return <time dateTime={new Date(at).toISOString()}>{text.format(at)}</time>
}
