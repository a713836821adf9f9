import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useCallback, useEffect } from 'react'
import { JOB_PATH, JOB_STATES, type JobList, type JobView } from '../../src/statistics/job-contract.js'
import { countText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { JOB } from './governed-words.js'

const LIVE_MS = 1000
export const isLive = (state: JobView['state'] | undefined) => state === 'waiting' || state === 'running'

/** 一件任务的进度：asked for again while it lives; told to whoever waits when it is over. */
export function JobProgress({ id, onOver }: { readonly id: string; readonly onOver?: (job: JobView) => void }) {
  const { say, language } = useLanguage()
  const queries = useQueryClient()
  const { data: job } = useQuery<JobView, Problem>({
    queryKey: [JOB_PATH, id, language],
    queryFn: ({ signal }) => ask<JobView>(`${JOB_PATH}/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data === undefined || isLive(state.data.state) ? LIVE_MS : false),
  })
  const cancelling = useMutation<JobView, Problem>({
    mutationFn: () => ask(`${JOB_PATH}/${id}/cancel`, { method: 'POST' }),
    onSettled: () => void queries.invalidateQueries(),
  })
  const over = job !== undefined && !isLive(job.state) ? job : undefined
  useEffect(() => {
    if (over !== undefined) onOver?.(over)
  }, [over, onOver])
  if (job === undefined) return null
  return (
    <div className="statistic-job" role="status">
      <strong>
        {say(job.title)} · {say(JOB_STATES[job.state])}
      </strong>
      {isLive(job.state) && <Bar job={job} />}
      {job.state === 'cancelled' && <span>{say(JOB.cancelled)}</span>}
      {job.why && <span className="statistic-why">{say(JOB.failed, { why: say(job.why) })}</span>}
      <FormProblem error={cancelling.error} />
      {job.canCancel && (
        <Button className="no-print" size="small" loading={cancelling.isPending} onClick={() => cancelling.mutate()}>
          {say(JOB.cancel)}
        </Button>
      )}
    </div>
  )
}

/** 正在做的统计：whoever left the page finds them here again. */
export function LiveJobs({ kind }: { readonly kind: JobView['kind'] }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const answer = useAsk<JobList>(JOB_PATH)
  const renew = useCallback(() => void queries.invalidateQueries(), [queries])
  const live = (answer.data?.items ?? []).filter((job) => job.kind === kind && isLive(job.state))
  if (live.length === 0) return null
  return (
    <Section title={say(JOB.live)}>
      {live.map(({ id }) => (
        <JobProgress key={id} id={id} onOver={renew} />
      ))}
    </Section>
  )
}

function Bar({ job }: { readonly job: JobView }) {
  const { say } = useLanguage()
  const isWaiting = job.state === 'waiting' || job.total === 0
  const says = isWaiting
    ? say(JOB.waiting)
    : say(JOB.progress, { done: countText(job.done), total: countText(job.total) })
  return (
    <>
      <progress aria-label={says} max={Math.max(job.total, 1)} {...(isWaiting ? {} : { value: job.done })} />
      <small>
        {says} {say(JOB.leave)}
      </small>
    </>
  )
}
