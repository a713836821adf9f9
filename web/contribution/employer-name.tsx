interface Props {
  readonly employer: { readonly name: string; readonly creditCode: string }
}

/** 哪个单位。 */
export function EmployerName({ employer: { name, creditCode } }: Props) {
  return (
    <h2>
      {name} <small className="number">{creditCode}</small>
    </h2>
  )
}
