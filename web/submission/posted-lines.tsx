import { Pagination } from 'antd'
import { useState } from 'react'
import type { LinePage } from '../../src/collection/filing-contract.js'
import { pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { LinesTable } from './lines-table.js'
import { WITHHELD } from './withheld.js'
import { SUBMISSION } from './words.js'

/** 一份报送的全部明细，一份凭证一页。 */
export function PostedLines({ id }: { readonly id: string }) {
  const { say } = useLanguage()
  const [voucher, setVoucher] = useState(1)
  const page = useAsk<LinePage>(pathOf('/api/submissions/:id/lines', { id }), { voucher })
  return (
    <Section title={say(SUBMISSION.allLines)}>
      <Answer of={page} rows={6}>
        {({ lines, vouchers, withheld }) => (
          <>
            {withheld > 0 && <p className="muted">{say(WITHHELD, { n: withheld })}</p>}
            <LinesTable lines={lines} />
            {vouchers > 1 && (
              <Pagination
                className="lines-pages no-print"
                current={voucher}
                total={vouchers}
                pageSize={1}
                showSizeChanger={false}
                showTotal={() => say(SUBMISSION.linesPart, { part: voucher, parts: vouchers })}
                onChange={setVoucher}
              />
            )}
          </>
        )}
      </Answer>
    </Section>
  )
}
