import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { WORDS } from '../words.js'
import './data-table.css'
import { type Both, useLanguage } from './language.js'

export interface Column<T> {
  readonly name: string
  readonly title: Both
  readonly cell: (row: T) => ReactNode
  /** Figures stand to the right, all digits of one width. */
  readonly amount?: boolean
}

interface Props<T> {
  /** What a screen reader calls the table. */
  readonly caption: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly keyOf: (row: T, index: number) => string
  readonly toneOf?: (row: T) => 'bad' | 'warn' | 'quiet' | undefined
  /** The row the keyboard stands on. */
  readonly current?: string | undefined
  readonly footer?: ReactNode
  /** Rows shown before more are asked for. */
  readonly step?: number
}

/** 表。On a phone every row is a block whose figures are named. */
export function DataTable<T>({ caption, columns, rows, keyOf, toneOf, current, footer, step = 100 }: Props<T>) {
  const [shown, setShown] = useState(step)
  return (
    <div className="data-table-place">
      <table className="data-table">
        <caption className="visually-hidden">{caption}</caption>
        <Head columns={columns} />
        <tbody>
          {rows.length === 0 && <Nothing width={columns.length} />}
          {rows.slice(0, shown).map((row, index) => {
            const key = keyOf(row, index)
            const tone = toneOf?.(row)
            const classes = [tone && `row-${tone}`, key === current && 'row-current'].filter(Boolean).join(' ')
            return (
              <tr key={key} className={classes} aria-current={key === current || undefined}>
                <Cells columns={columns} row={row} />
              </tr>
            )
          })}
        </tbody>
        {footer && <tfoot>{footer}</tfoot>}
      </table>
      {rows.length > shown && <More rest={rows.length - shown} onMore={() => setShown(shown + step * 5)} />}
    </div>
  )
}

/** A table of no rows says so, rather than to end under its heading. */
function Nothing({ width }: { readonly width: number }) {
  const { say } = useLanguage()
  return (
    <tr className="row-quiet">
      <td colSpan={width}>{say({ zh: '没有', en: 'None' })}</td>
    </tr>
  )
}

function Head<T>({ columns }: { readonly columns: readonly Column<T>[] }) {
  const { say } = useLanguage()
  return (
    <thead>
      <tr>
        {columns.map(({ name, title, amount }) => (
          <th key={name} scope="col" className={amount ? 'amount' : ''}>
            {say(title)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Cells<T>({ columns, row }: { readonly columns: readonly Column<T>[]; readonly row: T }) {
  const { say } = useLanguage()
  return columns.map(({ name, title, cell, amount }) => (
    <td key={name} data-label={say(title)} className={amount ? 'amount number' : ''}>
      <div className="cell">{cell(row)}</div>
    </td>
  ))
}

function More({ rest, onMore }: { readonly rest: number; readonly onMore: () => void }) {
  const { say } = useLanguage()
  return (
    <p className="data-table-more no-print">
      <Button size="small" onClick={onMore}>
        {say(WORDS.more)}
      </Button>
      <span>{say({ zh: '还有 {n} 行', en: '{n} more rows' }, { n: rest })}</span>
    </p>
  )
}
