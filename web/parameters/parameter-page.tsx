import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { ParameterView, VersionView } from '../../src/collection/parameter-contract.js'
import { instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Loading } from '../shell/states.js'
import './parameters.css'
import { PARAMETER_PATHS } from './paths.js'
import { ProposalForm } from './proposal-form.js'
import { isDrawable, stepsOf } from './step-chart.js'
import { MonthOf, parameterName, StatusTag, VersionValue } from './version-text.js'
import { AXES, KEEPERS, PARAMETER, SORTS, unitOf } from './words.js'

const ChartCanvas = lazy(async () => ({ default: (await import('../record/chart-canvas.js')).ChartCanvas }))

/** 一个参数：its versions over time, each with its source; whoever keeps it proposes the next from here. */
export function ParameterPage() {
  const { area = '', parameter = '' } = useParams()
  const found = useAsk<ParameterView>(pathOf(PARAMETER_PATHS.parameter, { area, parameter }))
  return <Answer of={found}>{(one) => <Parameter key={`${area}/${parameter}`} area={area} parameter={one} />}</Answer>
}

type Version = ParameterView['versions'][number]

function Parameter({ area, parameter }: { readonly area: string; readonly parameter: ParameterView }) {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const { id, unit, sort, keeper, axis, versions, pending } = parameter
  const [asked] = useSearchParams()
  const resubmits = asked.get('resubmits') ?? undefined
  const [proposing, setProposing] = useState<VersionView | 'new' | undefined>(
    resubmits === undefined
      ? undefined
      : (versions.find(({ since, history }) => !history && since === asked.get('since')) ?? 'new'),
  )
  const mayPropose = can('parameter.propose')
  return (
    <Page
      title={parameterName(parameter, language)}
      lead={`${id} · ${say(SORTS[sort] ?? PARAMETER.sort)} · ${say(PARAMETER.keeper)} ${say(KEEPERS[keeper] ?? { zh: keeper, en: keeper })} · ${say(PARAMETER.axis)} ${say(AXES[axis] ?? PARAMETER.axis)}`}
      actions={
        <>
          {mayPropose && (
            <Button type="primary" onClick={() => setProposing('new')}>
              {say(PARAMETER.propose)}
            </Button>
          )}
          <Link to={`/parameters?area=${area}`}>{say(PARAMETER.back)}</Link>
        </>
      }
    >
      {pending.length > 0 && (
        <p className="parameter-pending">
          {say(PARAMETER.pending)}{' '}
          {pending.map(({ submission, since }) => (
            <Link key={`${submission}/${since}`} to={`/parameter-changes/${submission}`}>
              <MonthOf month={since} />
            </Link>
          ))}
        </p>
      )}
      {proposing !== undefined && (
        <ProposalForm
          key={proposing === 'new' ? 'new' : proposing.since}
          area={area}
          parameter={parameter}
          from={proposing === 'new' ? undefined : proposing}
          resubmits={resubmits}
          onCancel={() => setProposing(undefined)}
        />
      )}
      {isDrawable(parameter) && (
        <Section title={say(PARAMETER.chart)}>
          <div className="card chart-card parameter-chart">
            <Suspense fallback={<Loading rows={3} />}>
              <ChartCanvas
                option={stepsOf(parameter, say(unitOf(unit)))}
                label={say(PARAMETER.chartSays, { what: parameterName(parameter, language), n: versions.length })}
              />
            </Suspense>
          </div>
        </Section>
      )}
      <Section title={say(PARAMETER.versions)}>
        <Versions parameter={parameter} onChange={mayPropose ? setProposing : undefined} />
      </Section>
    </Page>
  )
}

interface VersionsProps {
  readonly parameter: ParameterView
  readonly onChange: ((version: VersionView) => void) | undefined
}

function Versions({ parameter: { versions }, onChange }: VersionsProps) {
  const { say, language } = useLanguage()
  const columns: Column<Version>[] = [
    { name: 'since', title: PARAMETER.since, cell: ({ since }) => <MonthOf month={since} /> },
    {
      name: 'until',
      title: PARAMETER.until,
      cell: ({ until }) => (until === undefined ? say(PARAMETER.untilNext) : <MonthOf month={until} />),
    },
    { name: 'value', title: PARAMETER.value, amount: true, cell: (one) => <VersionValue version={one} /> },
    { name: 'basis', title: PARAMETER.basis, cell: ({ basis }) => basis },
    {
      name: 'status',
      title: PARAMETER.status,
      cell: ({ status, history }) =>
        history ? <span className="tag">{say(PARAMETER.history)}</span> : <StatusTag status={status} />,
    },
    {
      name: 'origin',
      title: PARAMETER.origin,
      cell: ({ origin }) =>
        origin && (
          <>
            {origin.fromRelease ? say(PARAMETER.byRelease) : origin.by}{' '}
            <small className="number">
              {say(PARAMETER.originSays, { posting: origin.posting, at: instantText(origin.at, language) })}
            </small>
          </>
        ),
    },
    ...(onChange === undefined ? [] : [changeColumn(say(PARAMETER.change), onChange)]),
  ]
  return (
    <DataTable
      caption={say(PARAMETER.versions)}
      columns={columns}
      rows={[...versions].reverse()}
      keyOf={({ since }, i) => `${since}/${i}`}
      toneOf={({ history, status }) => (history ? 'quiet' : status === 'final' ? undefined : 'warn')}
    />
  )
}

function changeColumn(text: string, onChange: (version: VersionView) => void): Column<Version> {
  return {
    name: 'change',
    title: { zh: '', en: '' },
    cell: (version) =>
      version.history ? null : (
        <Button size="small" onClick={() => onChange(version)} aria-label={`${text} ${version.since}`}>
          {text}
        </Button>
      ),
  }
}
