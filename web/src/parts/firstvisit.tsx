export function FirstVisit() {
  return null
}
