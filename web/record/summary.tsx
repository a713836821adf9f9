import { insuranceName } from '../../src/kernel/terms.js'
import type { RecordSections } from '../../src/query/contract.js'
import type { AccountView, YearsView } from '../../src/query/section-contract.js'
import { type Both, useLanguage } from '../shell/language.js'
import { WORDS } from '../words.js'
import { FigureButton } from './figure-button.js'
import { KeeperNote } from './keeper-note.js'
import { SECTIONS } from './section-words.js'
import { RECORD } from './words.js'

type Account = NonNullable<RecordSections['account']>

interface Props {
  readonly account: Account
  readonly years: YearsView | undefined
  readonly accounts: readonly AccountView[]
}

/** 两个最要紧的数：养老缴了多久，账户有多少。 */
export function Summary({ account, years, accounts }: Props) {
  const { say } = useLanguage()
  const newest = account.years[0]
  const own = accounts.find(({ insurance }) => insurance !== MEDICAL)
  const balance = account.balance ?? own?.balance
  const open = account.balance ? newest : own?.years[0]
  return (
    <section className="totals" aria-label={say(SECTIONS.contributionYears)}>
      <Months account={account} years={years} />
      <div className="total-figure">
        <span className="total-name">
          {account.balance || own === undefined ? say(RECORD.accountBalance) : say(insuranceName(own.insurance))}
        </span>
        {balance ? (
          <span className="total-value">
            <FigureButton figure={balance} /> <small>{say(WORDS.yuan)}</small>
          </span>
        ) : (
          <span className="total-value">{say(WORDS.none)}</span>
        )}
        {open && open.state !== 'settled' && <AccountStateNote state={open.state} year={open.year} />}
      </div>
    </section>
  )
}

const MEDICAL = '310'

/** 缴费年限，and its parts where there is more than what was paid here. A resident's own stand for who has no others. */
function Months({ account, years }: Pick<Props, 'account' | 'years'>) {
  const { say } = useLanguage()
  const pension = account.months.find(({ insurance }) => insurance === '110')
  const isResident = years?.resident !== undefined && Number(years.total.value) === 0
  const figure = isResident ? years.resident : (years?.total ?? pension?.actualMonths)
  const isAway = pension !== undefined && !pension.keeper.connected
  return (
    <div className="total-figure">
      <span className="total-name">{say(isResident ? SECTIONS.residentYears : SECTIONS.contributionYears)}</span>
      <span className="total-value">
        {figure && !isAway ? <FigureButton figure={figure} /> : say(isAway ? WORDS.notConnected : WORDS.none)}
      </span>
      {years && !isResident && <Parts years={years} />}
      {pension?.arrearsMonths && Number(pension.arrearsMonths.value) > 0 && (
        <span className="total-note total-warn">{say(RECORD.arrears, { n: Number(pension.arrearsMonths.value) })}</span>
      )}
      {isAway && <KeeperNote keeper={pension.keeper} />}
    </div>
  )
}

const PARTS = [
  ...(['broughtIn', 'deemed', 'converted', 'lumpSum', 'resident'] as const),
] as const satisfies readonly (keyof YearsView)[]
const PART_NAMES = { ...SECTIONS, deemed: SECTIONS.deemedMonths }

function Parts({ years }: { readonly years: YearsView }) {
  const { say } = useLanguage()
  const present = PARTS.filter((name) => years[name] !== undefined)
  if (present.length === 0) return null
  return (
    <dl className="total-parts">
      {(['actual', ...present] as const).map((name) => (
        <div key={name}>
          <dt>{say(PART_NAMES[name])}</dt>
          <dd>
            <FigureButton figure={years[name]!} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function AccountStateNote({ state, year }: { readonly state: string; readonly year: number }) {
  const { say } = useLanguage()
  const says = STATE_NOTES[state]
  return says === undefined ? null : <span className="total-note">{say(says, { year })}</span>
}

const STATE_NOTES: Readonly<Record<string, Both>> = {
  rateNotPublished: {
    zh: '{year}年的记账利率还没有公布，未计息',
    en: '{year}: rate not yet published, before interest',
  },
  provisional: {
    zh: '{year}年按暂用利率计息，利率公布后重算',
    en: '{year}: interest at a provisional rate, to be recomputed',
  },
  running: { zh: '{year}年还没有过完，未计息', en: "{year} is not over, before this year's interest" },
}
