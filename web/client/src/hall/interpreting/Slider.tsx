/** A loudness in percent, in steps of five. */
interface SliderProps {
  label: string;
  value: number;
  onSlide(value: number): void;
}

export const Slider = ({ label, value, onSlide }: SliderProps) => (
  <label class="slider-field">
    <span>{label}</span>
    <span class="slider">
      <input
        type="range"
        min="0"
        max="100"
        step="5"
        value={value}
        onInput={(event) => onSlide(Number(event.currentTarget.value))}
      />
      <span class="num t13">{value} %</span>
    </span>
  </label>
);
