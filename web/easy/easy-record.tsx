import { Link, useSearchParams } from 'react-router'
import type { Language } from '../../src/kernel/refusal.js'
import type { RecordAnswer } from '../../src/query/contract.js'
import { Marked } from '../objections/mark.js'
import { type DoubtPlace, Doubts, doubtsAt } from '../record/doubts.js'
import { ReadAloud } from '../record/read-aloud.js'
import { useFreshContent } from '../shell/fresh-page.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Grounds, Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSight } from '../shell/sight.js'
import { Answer } from '../shell/states.js'
import './easy.css'
import { accountLines, benefitLines, type EasyLine, insuredLines, spokenOf, yearsLines } from './easy-lines.js'
import { EASY } from './words.js'

interface Step {
  readonly key: 'insured' | 'years' | 'account' | 'benefits' | 'print' | 'ask'
  readonly lines?: (sections: RecordAnswer['sections'], language: Language) => EasyLine[]
  readonly doubts?: DoubtPlace
}

/** 先看什么，后看什么。 */
const STEPS: readonly Step[] = [
  { key: 'insured', lines: insuredLines },
  { key: 'years', lines: yearsLines, doubts: 'years/' },
  { key: 'account', lines: accountLines, doubts: 'accounts/' },
  { key: 'benefits', lines: benefitLines, doubts: 'benefit' },
  { key: 'print' },
  { key: 'ask' },
]

/** 简易版的权益记录：large, in plain words, one thing a screen. */
export function EasyRecord({ path }: { readonly path: string }) {
  const [search] = useSearchParams()
  const at = STEPS.findIndex(({ key }) => key === search.get('see'))
  const step = STEPS[at]
  return step === undefined ? (
    <Choices key="all" />
  ) : (
    <Screen key={step.key} step={step} next={STEPS[at + 1]} path={path} />
  )
}

function Choices() {
  const { say } = useLanguage()
  const { see } = useSight()
  useFreshContent()
  return (
    <Page title={say(EASY.title)}>
      <ul className="easy-choices">
        {STEPS.map(({ key }) => (
          <li key={key}>
            <Link to={`?see=${key}`}>{say(EASY[key])}</Link>
          </li>
        ))}
      </ul>
      <button type="button" className="easy-whole" onClick={() => see('large')}>
        {say(EASY.whole)}
      </button>
    </Page>
  )
}

interface ScreenProps {
  readonly step: Step
  readonly next: Step | undefined
  readonly path: string
}

function Screen({ step, next, path }: ScreenProps) {
  const { say } = useLanguage()
  useFreshContent()
  return (
    <Page title={say(EASY[step.key])}>
      {step.key === 'print' && <Print />}
      {step.key === 'ask' && <Ask />}
      {step.lines && <Told step={step} path={path} />}
      <div className="easy-ways no-print">
        <Link className="easy-back" to="/record">
          {say(EASY.back)}
        </Link>
        {next && <Link to={`?see=${next.key}`}>{say(EASY.next, { next: say(EASY[next.key]) })}</Link>}
      </div>
    </Page>
  )
}

/** 说的话，and the same read aloud. */
function Told({ step, path }: Pick<ScreenProps, 'step' | 'path'>) {
  const { language } = useLanguage()
  const record = useAsk<RecordAnswer>(path, { language })
  return (
    <Answer of={record} rows={4}>
      {({ sections, marks = [], grounds }) => {
        const lines = step.lines?.(sections, language) ?? []
        return (
          <>
            <div className="easy-lines" role="status">
              {lines.map(({ says, figure }) => (
                <p key={says}>
                  {says}
                  {figure && <strong className="number">{figure}</strong>}
                </p>
              ))}
            </div>
            <Doubts doubts={step.doubts === undefined ? [] : doubtsAt(sections.doubts, step.doubts)} />
            <Marked marks={marks} />
            <ReadAloud text={spokenOf(lines, language)} />
            <Grounds grounds={grounds} />
          </>
        )
      }}
    </Answer>
  )
}

function Print() {
  const { say } = useLanguage()
  return (
    <div className="easy-lines">
      <p>{say(EASY.printSays)}</p>
      <Way to="/statement" label={EASY.toPrint} />
    </div>
  )
}

/** 12333：the number of the whole country for questions on social insurance. */
const HOTLINE = '12333'

function Ask() {
  const { say } = useLanguage()
  const { see } = useSight()
  return (
    <div className="easy-lines">
      <p>
        {say(EASY.callSays)}
        <a className="easy-call number" href={`tel:${HOTLINE}`}>
          {HOTLINE}
        </a>
      </p>
      <p>{say(EASY.askSays)}</p>
      <Link className="easy-way" to="/record" onClick={() => see('large')}>
        {say(EASY.toObject)}
      </Link>
      <Way to="/objections" label={EASY.toProgress} />
      <Way to="/looks" label={EASY.whoLooked} />
      <Way to="/acting" label={EASY.toHelp} />
    </div>
  )
}

function Way({ to, label }: { readonly to: string; readonly label: Both }) {
  const { say } = useLanguage()
  return (
    <Link className="easy-way" to={to}>
      {say(label)}
    </Link>
  )
}
