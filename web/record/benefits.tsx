import { insuranceName } from '../../src/kernel/terms.js'
import { BENEFIT_KINDS, type BenefitView } from '../../src/query/section-contract.js'
import { monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { FigureButton, termName } from './figure-button.js'
import { SECTIONS } from './section-words.js'

/** 待遇，每项一格：what, how much, since when, and what was paid in which year. */
export function Benefits({ benefits }: { readonly benefits: readonly BenefitView[] }) {
  return (
    <ul className="benefits">
      {benefits.map((benefit) => (
        <Benefit key={`${benefit.insurance}/${benefit.kind}/${benefit.eventMonth}`} benefit={benefit} />
      ))}
    </ul>
  )
}

function Benefit({ benefit }: { readonly benefit: BenefitView }) {
  const { say, language } = useLanguage()
  const { kind, insurance, since, through, provisional, monthly, items, paidYears } = benefit
  return (
    <li className="card benefit">
      <div className="enrolment-head">
        <h3>
          {say(kindName(kind))} <small>{say(insuranceName(insurance))}</small>
        </h3>
        {provisional && <span className="tag tag-warn">{say(SECTIONS.provisionalBenefit)}</span>}
        {through && <span className="tag">{say(SECTIONS.ended, { month: monthText(through, language) })}</span>}
      </div>
      {monthly && (
        <p className="benefit-monthly">
          <span className="benefit-amount">
            <FigureButton figure={monthly} />
          </span>{' '}
          {say(SECTIONS.monthly)}
          <span className="benefit-since">{say(SECTIONS.since, { month: monthText(since, language) })}</span>
        </p>
      )}
      {provisional && <p className="benefit-note">{say(SECTIONS.provisionalWhy)}</p>}
      {items.length > 0 && <Items items={items} />}
      {paidYears.length > 0 && <PaidYears years={paidYears} />}
    </li>
  )
}

function Items({ items }: Pick<BenefitView, 'items'>) {
  const { say, language } = useLanguage()
  return (
    <dl className="benefit-items">
      {items.map((item) => (
        <div key={item.amount.path}>
          <dt>
            {say(termName(item.amount.term))}
            <small>
              {item.periodic ? say(SECTIONS.since, { month: monthText(item.from, language) }) : say(SECTIONS.once)}
              {item.through && ` · ${say(SECTIONS.ended, { month: monthText(item.through, language) })}`}
              {item.document !== '' && ` · ${say(SECTIONS.paper, { document: item.document })}`}
            </small>
          </dt>
          <dd>
            <FigureButton figure={item.amount} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function PaidYears({ years }: { readonly years: BenefitView['paidYears'] }) {
  const { say } = useLanguage()
  return (
    <details className="fold">
      <summary>{say(SECTIONS.paidByYear)}</summary>
      <dl className="benefit-items">
        {years.map(({ year, months, paid, fromAccount }) => (
          <div key={year}>
            <dt>
              <span className="number">{year}</span>
              <small>
                {say(SECTIONS.paidMonths, { n: months })}
                {fromAccount && (
                  <>
                    {' · '}
                    {say(SECTIONS.fromAccount)} <FigureButton figure={fromAccount} />
                  </>
                )}
              </small>
            </dt>
            <dd>
              <FigureButton figure={paid} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function kindName(kind: string): Both {
  const names: Readonly<Record<string, Both>> = BENEFIT_KINDS
  return names[kind] ?? { zh: kind, en: kind }
}
