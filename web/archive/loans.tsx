import { Button } from 'antd'
import { ARCHIVE_PATHS } from '../../src/archive/catalogue-contract.js'
import type { Loan, LoanList } from '../../src/archive/loan-contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { Asking } from './asking.js'
import { useSend } from './use-send.js'
import { ARCHIVE } from './words.js'

/** 借阅：who has it, since when, until when. */
export function Loans() {
  const { say } = useLanguage()
  const loans = useAsk<LoanList>(ARCHIVE_PATHS.loans)
  return (
    <Answer of={loans} rows={6}>
      {(found) => (
        <>
          {found.mayKeep && (
            <Asking
              title={ARCHIVE.lend}
              path={ARCHIVE_PATHS.loans}
              fields={[
                { name: 'archiveNumber', label: ARCHIVE.archiveNumber, most: 60 },
                { name: 'borrower', label: ARCHIVE.borrowerLogin, most: 60 },
                { name: 'purpose', label: ARCHIVE.purpose, most: 500 },
              ]}
              bodyOf={({ archiveNumber = '', borrower = '', purpose = '' }) => ({ archiveNumber, borrower, purpose })}
            />
          )}
          {found.loans.length === 0 ? <Empty title={say(ARCHIVE.noLoans)} /> : <Lent found={found} />}
        </>
      )}
    </Answer>
  )
}

function Lent({ found: { loans, mayKeep } }: { readonly found: LoanList }) {
  const { say, language } = useLanguage()
  const returning = useSend()
  const due = ({ dueDay, isLate }: Loan) => (
    <>
      {dayText(dueDay, language)} {isLate && <span className="tag tag-warn">{say(ARCHIVE.late)}</span>}
    </>
  )
  const back = ({ id, returnedAt, returnedTo }: Loan) => {
    if (returnedAt !== undefined) return `${returnedTo} ${instantText(returnedAt, language)}`
    if (!mayKeep) return '—'
    return (
      <Button size="small" onClick={() => returning.mutate({ path: pathOf(ARCHIVE_PATHS.returned, { id }) })}>
        {say(ARCHIVE.giveBack)}
      </Button>
    )
  }
  return (
    <>
      <FormProblem error={returning.error} />
      <DataTable
        caption={say(ARCHIVE.loans)}
        rows={loans}
        keyOf={({ id }) => id}
        columns={[
          { name: 'number', title: ARCHIVE.archiveNumber, cell: ({ archiveNumber }) => archiveNumber },
          { name: 'borrower', title: ARCHIVE.borrower, cell: ({ borrower }) => borrower },
          { name: 'purpose', title: ARCHIVE.purpose, cell: ({ purpose }) => purpose },
          { name: 'lentAt', title: ARCHIVE.lentAt, cell: ({ lentAt }) => instantText(lentAt, language) },
          { name: 'due', title: ARCHIVE.due, cell: due },
          { name: 'back', title: ARCHIVE.returned, cell: back },
        ]}
      />
    </>
  )
}
