import { useMutation, useQueryClient } from '@tanstack/react-query'
import { DELIVERY_PATH, type DeliveryRunView, type ResultsTaken } from '../../src/certificates/delivery-contract.js'
import { countText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { DELIVERY } from './words.js'

type Refused = ResultsTaken['refusals'][number]

/** 回执与退回：a file is taken in; each row that is not says why and what to do. */
export function Results({ run }: { readonly run: DeliveryRunView }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const taking = useMutation<ResultsTaken, Problem, File>({
    mutationFn: (file) => {
      const body = new FormData()
      body.append('file', file)
      return ask(`${DELIVERY_PATH}/${run.id}/results`, { method: 'POST', body })
    },
    onSuccess: () => queries.invalidateQueries(),
  })
  const columns: Column<Refused>[] = [
    { name: 'row', title: DELIVERY.row, cell: ({ row }) => countText(row), amount: true },
    { name: 'column', title: DELIVERY.column, cell: ({ column }) => column },
    { name: 'problem', title: DELIVERY.problem, cell: ({ sentence }) => say(sentence) },
    { name: 'remedy', title: DELIVERY.remedy, cell: ({ remedy }) => say(remedy) },
  ]
  const taken = taking.data
  return (
    <Section title={say(DELIVERY.results)}>
      <p>{say(DELIVERY.resultsLead)}</p>
      <label>
        {say(DELIVERY.choose)}{' '}
        <input
          type="file"
          accept=".csv,.xlsx,.txt"
          disabled={taking.isPending}
          onChange={({ target }) => {
            const file = target.files?.[0]
            if (file) taking.mutate(file)
            target.value = ''
          }}
        />
      </label>
      <FormProblem error={taking.error} />
      {taken && (
        <p role="status">
          {say(DELIVERY.taken, { rows: taken.rows, accepted: taken.accepted, refused: taken.refused })}
        </p>
      )}
      {taken && taken.refusals.length > 0 && (
        <DataTable
          caption={say(DELIVERY.results)}
          columns={columns}
          rows={taken.refusals}
          keyOf={({ row, column }) => `${row} ${column}`}
        />
      )}
    </Section>
  )
}
