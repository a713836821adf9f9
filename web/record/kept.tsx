import { DEEMED_KINDS, PAYERS, SUBSIDY_KINDS } from '../../src/kernel/fact-words.js'
import { insuranceName } from '../../src/kernel/terms.js'
import type { DeemedView, SubsidyView, TransferView } from '../../src/query/section-contract.js'
import { monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { FigureButton } from './figure-button.js'
import { areaName } from './person-rows.js'
import { SECTIONS } from './section-words.js'

/** 视同缴费期间，each with its evidence. */
export function Deemed({ deemed }: { readonly deemed: readonly DeemedView[] }) {
  const { say, language } = useLanguage()
  return (
    <ul className="card kept">
      {deemed.map(({ kind, from, through, months, document }) => (
        <li key={months.path}>
          <span className="kept-what">
            {say(nameIn(DEEMED_KINDS, kind))}
            <small>
              {say(SECTIONS.stretch, { from: monthText(from, language), through: monthText(through, language) })}
              {document !== '' && ` · ${say(SECTIONS.paper, { document })}`}
            </small>
          </span>
          <FigureButton figure={months} />
        </li>
      ))}
    </ul>
  )
}

/** 补贴与代缴，newest first. */
export function Subsidies({ subsidies }: { readonly subsidies: readonly SubsidyView[] }) {
  const { say, language } = useLanguage()
  const sorted = [...subsidies].sort((a, b) => b.month.localeCompare(a.month))
  return (
    <ul className="card kept">
      {sorted.map(({ kind, payer, insurance, month, amount, toAccount }) => (
        <li key={amount.path}>
          <span className="kept-what">
            {say(nameIn(SUBSIDY_KINDS, kind))}
            <small>
              {monthText(month, language)} · {say(insuranceName(insurance))} · {say(nameIn(PAYERS, payer))}
            </small>
          </span>
          <span className="kept-figures">
            <FigureButton figure={amount} />
            {Number(toAccount.value) !== 0 && (
              <small>
                {say(SECTIONS.toAccount)} <FigureButton figure={toAccount} />
              </small>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** 关系转移. */
export function Transfers({ transfers }: { readonly transfers: readonly TransferView[] }) {
  const { say, language } = useLanguage()
  const sorted = [...transfers].sort((a, b) => b.month.localeCompare(a.month))
  return (
    <ul className="card kept">
      {sorted.map((one) => (
        <li key={one.months.path}>
          <span className="kept-what">
            {say(one.direction === 'in' ? SECTIONS.transferIn : SECTIONS.transferOut, {
              place: placeOf(one, say(areaName(one.otherArea))),
            })}
            <small>
              {monthText(one.month, language)} · {say(insuranceName(one.insurance))} ·{' '}
              {say(SECTIONS.stretch, {
                from: monthText(one.from, language),
                through: monthText(one.through, language),
              })}
            </small>
          </span>
          <span className="kept-figures">
            <FigureButton figure={one.months} />
            <small>
              {say(SECTIONS.balanceMoved)} <FigureButton figure={one.toAccount} />
            </small>
            <small>
              {say(SECTIONS.pooled)} <FigureButton figure={one.pooled} />
            </small>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The agency's own name where it is given; else the area's. */
function placeOf({ otherAgency }: TransferView, area: string): string {
  return otherAgency === '' || /^\d+$/.test(otherAgency) ? area : otherAgency
}

function nameIn(names: Readonly<Record<string, Both>>, key: string): Both {
  return names[key] ?? { zh: key, en: key }
}
