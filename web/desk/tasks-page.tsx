import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { TASK_KINDS, type Task, type TaskList } from '../../src/collection/levy-contract.js'
import { instantText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { CloseTaskDialog } from './close-task-dialog.js'
import { LEVY } from './levy-words.js'
import { DESK_PATHS } from './paths.js'
import { WORK } from './work-words.js'

/** 任务。 */
export function TasksPage() {
  const { say } = useLanguage()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const tasks = useAsk<TaskList>(DESK_PATHS.tasks, { state })
  return (
    <Page
      title={say(LEVY.tasks)}
      lead={say(LEVY.tasksLead)}
      actions={
        <Segmented
          value={state}
          options={[
            { value: 'open', label: say(LEVY.open) },
            { value: 'closed', label: say(LEVY.closed) },
          ]}
          onChange={setState}
        />
      }
    >
      <Answer of={tasks} rows={6}>
        {({ items, more = [] }) =>
          items.length === 0 ? (
            <Empty title={say(state === 'open' ? LEVY.noTasks : LEVY.noClosed)} />
          ) : (
            <>
              {more.length > 0 && (
                <p className="lead">
                  {say(LEVY.moreTasks, { kinds: more.map((kind) => say(TASK_KINDS[kind])).join('、') })}
                </p>
              )}
              <OfKind key={state} items={items} />
            </>
          )
        }
      </Answer>
    </Page>
  )
}

/** 按种类挑出。 */
function OfKind({ items }: { readonly items: readonly Task[] }) {
  const { say } = useLanguage()
  const [kind, setKind] = useState('')
  const kinds = [...new Set(items.map((one) => one.kind))]
  const labelOf = (one: Task['kind']) => `${say(TASK_KINDS[one])} (${items.filter((task) => task.kind === one).length})`
  return (
    <>
      <div className="inbox-filters no-print">
        <Select
          aria-label={say(LEVY.kind)}
          value={kind}
          options={[
            { value: '', label: `${say(WORK.allKinds)} (${items.length})` },
            ...kinds.map((one) => ({ value: one as string, label: labelOf(one) })),
          ]}
          onChange={(one: string) => setKind(one)}
        />
      </div>
      <Tasks items={items.filter((one) => kind === '' || one.kind === kind)} />
    </>
  )
}

function Tasks({ items }: { readonly items: readonly Task[] }) {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const [closing, setClosing] = useState<Task>()
  const columns: Column<Task>[] = [
    {
      name: 'kind',
      title: LEVY.kind,
      cell: ({ kind }) => <span className="tag tag-warn">{say(TASK_KINDS[kind])}</span>,
    },
    { name: 'says', title: LEVY.says, cell: (task) => <Says task={task} /> },
    {
      name: 'since',
      title: LEVY.since,
      cell: ({ openedAt }) => <span className="number">{instantText(openedAt, language)}</span>,
    },
    {
      name: 'close',
      title: LEVY.result,
      cell: (task) =>
        task.state === 'open'
          ? can('task.close') && (
              <Button size="small" onClick={() => setClosing(task)}>
                {say(LEVY.close)}
              </Button>
            )
          : task.outcome,
    },
  ]
  return (
    <div className="page-body">
      <DataTable caption={say(LEVY.tasks)} columns={columns} rows={items} keyOf={({ id }) => id} />
      {closing && <CloseTaskDialog task={closing} onClose={() => setClosing(undefined)} />}
    </div>
  )
}

function Says({ task }: { readonly task: Task }) {
  const { say } = useLanguage()
  const { says, row, submissionId } = task
  return (
    <>
      {say(says)}
      {submissionId && (
        <small>
          {' '}
          <Link to={`/submissions/${submissionId}`}>{say(LEVY.submission)}</Link>
          {row !== undefined && ` · ${say(LEVY.row)} ${row}`}
        </small>
      )}
    </>
  )
}
