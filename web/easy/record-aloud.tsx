import type { RecordAnswer } from '../../src/query/contract.js'
import { Marked } from '../objections/mark.js'
import { Doubts, doubtsAt } from '../record/doubts.js'
import { ReadAloud } from '../record/read-aloud.js'
import { useLanguage } from '../shell/language.js'
import { Grounds, Section } from '../shell/page.js'
import './easy.css'
import { accountLines, benefitLines, insuredLines, spokenOf, yearsLines } from './easy-lines.js'
import { EASY } from './words.js'

const PARTS = [
  { key: 'insured', linesOf: insuredLines, doubts: undefined },
  { key: 'years', linesOf: yearsLines, doubts: 'years/' },
  { key: 'account', linesOf: accountLines, doubts: 'accounts/' },
  { key: 'benefits', linesOf: benefitLines, doubts: 'benefit' },
] as const

/** 窗口的朗读：the plain words of the record, large, for whoever stands there; what is said is what is shown and printed. */
export function RecordAloud({ record }: { readonly record: RecordAnswer }) {
  const { say, language } = useLanguage()
  const { sections, marks = [], grounds } = record
  const told = PARTS.map(({ key, linesOf, doubts }) => ({ key, doubts, lines: linesOf(sections, language) }))
  const text = told.map(({ lines }) => spokenOf(lines, language)).join(language === 'zh' ? '\n' : '. ')
  return (
    <div className="record-aloud">
      <ReadAloud text={text} />
      {told.map(({ key, doubts, lines }) => (
        <Section key={key} title={say(EASY[key])}>
          <div className="easy-lines">
            {lines.map(({ says, figure }) => (
              <p key={says}>
                {says}
                {figure && <strong className="number">{figure}</strong>}
              </p>
            ))}
          </div>
          <Doubts doubts={doubts === undefined ? [] : doubtsAt(sections.doubts, doubts)} />
        </Section>
      ))}
      <Marked marks={marks} />
      <Grounds grounds={grounds} />
    </div>
  )
}
