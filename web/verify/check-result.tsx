import type { CheckAnswer, CheckedPaper } from '../../src/certificates/contract.js'
import { articleNames } from '../../src/kernel/article-names.js'
import { areaName } from '../record/person-rows.js'
import { dayText, instantText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { FILE } from './file-words.js'
import { PAPER_STATE_NAMES, VERIFY } from './words.js'

const HINTS: Readonly<Record<string, Both>> = {
  unknown: VERIFY.unknownHint,
  true: VERIFY.trueHint,
  laterChanged: VERIFY.laterChangedHint,
  replaced: VERIFY.replacedHint,
  withdrawn: VERIFY.withdrawnHint,
  expired: VERIFY.expiredHint,
}

/** 核验结果：颜色、图形和话说的是同一件事。 */
export function CheckResult({ answer }: { readonly answer: CheckAnswer }) {
  const { say } = useLanguage()
  const { state, paper } = answer
  const look = state === 'true' ? 'good' : state === 'unknown' || state === 'withdrawn' ? 'bad' : 'warn'
  return (
    <section className={`result result-${look}`} aria-label={say(PAPER_STATE_NAMES[state] ?? VERIFY.unknown)}>
      <div className="result-head">
        <StateSign look={look} />
        <div>
          <h2>{say(PAPER_STATE_NAMES[state] ?? VERIFY.unknown)}</h2>
          <p>{say(HINTS[state] ?? VERIFY.unknownHint)}</p>
        </div>
      </div>
      {paper && <PaperFacts paper={paper} />}
    </section>
  )
}

/** 存根所载，与纸上逐项对照。 */
export function PaperFacts({ paper }: { readonly paper: NonNullable<CheckAnswer['paper']> }) {
  const { say, language } = useLanguage()
  const day = (text: string) => (/^\d{4}-\d{2}-\d{2}/.test(text) ? dayText(text, language) : text)
  const rows: readonly (readonly [Both, string])[] = [
    [VERIFY.paper, paper.title],
    [VERIFY.name, paper.name],
    [VERIFY.serial, paper.serial],
    [VERIFY.agency, paper.agency],
    [VERIFY.area, say(areaName(paper.area))],
    [VERIFY.issuedOn, day(paper.issuedOn)],
    [VERIFY.dataCutoff, day(paper.dataCutoff)],
    [VERIFY.validUntil, day(paper.validUntil)],
    ...(paper.articles === undefined ? [] : [[VERIFY.articles, say(articleNames(paper.articles.join('、')))] as const]),
    ...(paper.changedAt === undefined ? [] : [[VERIFY.changedAt, instantText(paper.changedAt, language)] as const]),
  ]
  const scope = paper.scope ?? []
  return (
    <>
      {scope.length > 0 && <p className="result-scope">{scope.join('')}</p>}
      <h3 className="result-compare">{say(VERIFY.compare)}</h3>
      <dl className="result-facts number">
        {rows.map(([name, value]) => (
          <div key={name.en}>
            <dt>{say(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {paper.figures !== undefined && paper.figures.length > 0 && <Figures figures={paper.figures} />}
      <details className="result-proof">
        <summary>{say(VERIFY.proof)}</summary>
        <dl>
          <dt>{say(VERIFY.digest)}</dt>
          <dd>{paper.digest}</dd>
          <dt>{say(VERIFY.treeSize)}</dt>
          <dd>{paper.checkpoint.treeSize}</dd>
          <dt>{say(VERIFY.root)}</dt>
          <dd>{paper.checkpoint.root}</dd>
        </dl>
      </details>
    </>
  )
}

type Figure = NonNullable<CheckedPaper['figures']>[number]

/** 纸上的数，under the insurance each belongs to. */
function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  const { say } = useLanguage()
  const groups = new Map<string, Figure[]>()
  for (const { label, value } of figures) {
    const [group = '', name = label] = label.split('：')
    groups.set(group, [...(groups.get(group) ?? []), { label: name, value }])
  }
  return (
    <details className="result-proof result-figures">
      <summary>{say(FILE.figures)}</summary>
      {[...groups].map(([group, rows]) => (
        <section key={group} lang="zh-CN">
          <h4>{group}</h4>
          {rows.map(({ label, value }) => (
            <div key={label} className="number">
              <span>{label}</span>
              <span>{value}</span>
            </div>
          ))}
        </section>
      ))}
    </details>
  )
}

/** 登记上的状态，in a sentence. */
export function StateHint({ state }: { readonly state: string }) {
  const { say } = useLanguage()
  return (
    <p>
      <strong>{say(PAPER_STATE_NAMES[state] ?? VERIFY.unknown)}</strong>
      {' · '}
      {say(HINTS[state] ?? VERIFY.unknownHint)}
    </p>
  )
}

const SIGNS = { good: 'M8 16.5l5.5 5.5L24.5 11', warn: 'M16 8v10M16 23v.5', bad: 'M10 10l12 12M22 10L10 22' } as const

export function StateSign({ look }: { readonly look: keyof typeof SIGNS }) {
  return (
    <svg viewBox="0 0 32 32" width="44" height="44" aria-hidden="true" className="result-sign">
      <circle cx="16" cy="16" r="15" />
      <path d={SIGNS[look]} />
    </svg>
  )
}
