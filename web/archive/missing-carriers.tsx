import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import { type MissingCarriers as Found, MISSING_CARRIERS_PATH } from '../../src/collection/missing-carrier-contract.js'
import { DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { ARCHIVE } from './words.js'

const WHY: Readonly<Record<string, Both>> = {
  noCarrier: { zh: '没有原始资料，也没有写明依据', en: 'no paper and no stated ground' },
  notListed: { zh: '所引资料不在目录里', en: 'the paper it names is not listed' },
  infected: { zh: '所引资料查出病毒，已删', en: 'its paper was infected and removed' },
  destroyed: { zh: '所引资料已依法销毁', en: 'its paper was lawfully destroyed' },
}
const TITLE: Both = { zh: '缺载体的凭证', en: 'Vouchers without their original' }

/** 缺载体清查：walks everything posted, so it is done when somebody asks. */
export function MissingCarriers() {
  const { say } = useLanguage()
  const [asked, setAsked] = useState(false)
  return (
    <Section title={say(TITLE)}>
      {asked ? (
        <Checked />
      ) : (
        <Button className="no-print" onClick={() => setAsked(true)}>
          {say({ zh: '清查', en: 'Check all' })}
        </Button>
      )}
    </Section>
  )
}

function Checked() {
  const { say } = useLanguage()
  const found = useAsk<Found>(MISSING_CARRIERS_PATH)
  return (
    <Answer of={found} rows={4}>
      {({ checked, facts, vouchers }) => (
        <>
          <p role="status">
            {say(
              {
                zh: '核对 {checked} 份凭证，缺载体的共 {facts} 行。',
                en: '{checked} vouchers checked; {facts} lines lack their original.',
              },
              { checked, facts },
            )}
          </p>
          {vouchers.length > 0 && (
            <DataTable
              caption={say(TITLE)}
              rows={vouchers}
              keyOf={({ posting }) => posting}
              columns={[
                {
                  name: 'voucher',
                  title: ARCHIVE.voucher,
                  cell: ({ submissionId, voucherId }) => <Link to={`/submissions/${submissionId}`}>{voucherId}</Link>,
                },
                { name: 'kind', title: ARCHIVE.kind, cell: ({ kind }) => say(kindName(kind)) },
                { name: 'lines', title: ARCHIVE.lines, amount: true, cell: ({ lines }) => lines },
                { name: 'why', title: ARCHIVE.reason, cell: ({ why }) => say(WHY[why]!) },
              ]}
            />
          )}
        </>
      )}
    </Answer>
  )
}

function kindName(kind: string): Both {
  const kinds: Readonly<Record<string, Both>> = SUBMISSION_KINDS
  return kinds[kind] ?? { zh: kind, en: kind }
}
