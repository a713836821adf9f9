import type { RecordSections } from '../../src/query/contract.js'
import { useLanguage } from '../shell/language.js'
import { WORDS } from '../words.js'
import { FigureButton } from './figure-button.js'
import { KeeperNote } from './keeper-note.js'
import { RECORD } from './words.js'

type Account = NonNullable<RecordSections['account']>

/** 两个最要紧的数：养老缴了多久，账户有多少。 */
export function Summary({ account }: { readonly account: Account }) {
  const { say } = useLanguage()
  const pension = account.months.find(({ insurance }) => insurance === '110')
  const newest = account.years[0]
  return (
    <section className="totals" aria-label={say(RECORD.pensionMonths)}>
      <div className="total-figure">
        <span className="total-name">{say(RECORD.pensionMonths)}</span>
        {pension?.actualMonths ? (
          <span className="total-value">
            <FigureButton figure={pension.actualMonths} />
          </span>
        ) : (
          <span className="total-value">{say(pension ? WORDS.notConnected : WORDS.none)}</span>
        )}
        {pension?.arrearsMonths && Number(pension.arrearsMonths.value) > 0 && (
          <span className="total-note total-warn">
            {say(RECORD.arrears, { n: Number(pension.arrearsMonths.value) })}
          </span>
        )}
        {pension && !pension.keeper.connected && <KeeperNote keeper={pension.keeper} />}
      </div>
      <div className="total-figure">
        <span className="total-name">{say(RECORD.accountBalance)}</span>
        {account.balance ? (
          <span className="total-value">
            <FigureButton figure={account.balance} /> <small>{say(WORDS.yuan)}</small>
          </span>
        ) : (
          <span className="total-value">{say(WORDS.none)}</span>
        )}
        {newest && newest.state !== 'settled' && <AccountStateNote state={newest.state} year={newest.year} />}
      </div>
    </section>
  )
}

function AccountStateNote({ state, year }: { readonly state: string; readonly year: number }) {
  const { say } = useLanguage()
  const says =
    state === 'rateNotPublished'
      ? { zh: `${year}年的记账利率还没有公布，未计息`, en: `${year}: rate not yet published, before interest` }
      : { zh: `${year}年还没有过完，未计息`, en: `${year} is not over, before this year's interest` }
  return <span className="total-note">{say(says)}</span>
}
