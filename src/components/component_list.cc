// The closed table of components: each kind with the parameters that rules on such devices ask for, and what their data
// sheets give. A new parameter is one row here; the native format, its schema and its documentation follow.

#include <algorithm>
#include <array>

#include "qgauge/components.hpp"

namespace qgauge::components {
namespace {

using core::Dimension;

constexpr ParameterSpec number(std::string_view name, Dimension dimension, std::string_view meaning, double low = 0,
                               double high = largest_number) {
  return {name, ParameterType::number, dimension, low, high, {}, meaning};
}
constexpr ParameterSpec fraction(std::string_view name, std::string_view meaning) {
  return number(name, Dimension::one, meaning, 0, 1);
}
constexpr ParameterSpec count(std::string_view name, std::string_view meaning) {
  return {name, ParameterType::count, Dimension::one, 0, 1e9, {}, meaning};
}
constexpr ParameterSpec word(std::string_view name, std::string_view words, std::string_view meaning) {
  return {name, ParameterType::word, Dimension::one, 0, 0, words, meaning};
}
constexpr ParameterSpec text(std::string_view name, std::string_view meaning) {
  return {name, ParameterType::text, Dimension::one, 0, 0, {}, meaning};
}
constexpr ParameterSpec flag(std::string_view name, std::string_view meaning) {
  return {name, ParameterType::flag, Dimension::one, 0, 0, {}, meaning};
}

template <std::size_t... Sizes>
constexpr auto joined(const std::array<ParameterSpec, Sizes>&... parts) {
  std::array<ParameterSpec, (Sizes + ...)> all{};
  auto end = all.begin();
  ((end = std::copy(parts.begin(), parts.end(), end)), ...);
  return all;
}

constexpr std::array any_component{
    text("designed_for", "the system that it was specially designed for"),
    flag("used_in_other_systems", "in production for systems of other purposes too"),
    flag("space_qualified", "designed, made or tested to work above 100 km"),
    flag("specially_designed", "specially designed, as the instrument means it, for the system of host_kind"),
    word("host_kind",
         "quantum_computer quantum_annealer quantum_simulator quantum_processor qubit_device quantum_electronics "
         "quantum_sensor quantum_radar quantum_communication other",
         "the kind of system that it was designed for"),
    flag("host_listed", "that system is itself listed by the entry that the clause names"),
    flag("medical_use", "designed for medical use, or built into a device that is"),
};

constexpr std::array cooling_at_any_point{
    number("cooling_power_w", Dimension::power, "rated cooling power at cooling_power_temperature_k"),
    number("cooling_power_temperature_k", Dimension::temperature, "temperature that cooling_power_w is rated at"),
    number("cooling_power_at_4k_w", Dimension::power, "rated cooling power at 4 K"),
    number("cooling_power_at_4_2k_w", Dimension::power, "rated cooling power at 4.2 K"),
};

constexpr std::array sub_kelvin_cooling{
    number("cooling_power_at_100mk_w", Dimension::power, "rated cooling power at 100 mK"),
    number("cooling_power_at_100mk_low_w", Dimension::power, "at 100 mK, the lower end where a range is given"),
    number("cooling_power_at_100mk_high_w", Dimension::power,
           "at 100 mK, the upper end where a range or a limit is given"),
    number("cooling_power_at_100mk_optional_w", Dimension::power, "at 100 mK with the stronger unit sold as an option"),
    number("cooling_power_at_20mk_w", Dimension::power, "rated cooling power at 20 mK"),
    number("cooling_power_at_120mk_w", Dimension::power, "rated cooling power at 120 mK"),
    number("cooling_power_at_140mk_w", Dimension::power, "rated cooling power at 140 mK"),
    word("cooling_power_place", "mixing_chamber experimental_flange cold_plate", "where the powers are rated"),
    number("base_temperature_k", Dimension::temperature, "lowest temperature it reaches"),
    number("rated_duration_s", Dimension::time, "how long it is rated to provide the power without a break"),
    flag("continuous", "provides the power for as long as it runs: no limit of duration"),
    word("delivery", "system component", "whether it is a complete system or a part of one"),
    number("plate_diameter_m", Dimension::length, "diameter of the coldest plate"),
    count("rf_lines", "radio-frequency lines that it holds"),
};
constexpr std::array sub_kelvin_technology{
    word("technology", "adiabatic_demagnetisation helium3 helium3_sorption laser_cooling other", "how it cools"),
};
constexpr auto refrigerator = joined(sub_kelvin_cooling, cooling_at_any_point);
constexpr auto sub_kelvin_cooler = joined(sub_kelvin_technology, sub_kelvin_cooling, cooling_at_any_point);

constexpr std::array lifetime{
    number("mean_time_to_failure_s", Dimension::time, "MTTF"),
    number("mean_time_between_failures_s", Dimension::time, "MTBF"),
};
constexpr std::array pulse_tube_only{
    count("stages", "cooling stages"),
    number("base_temperature_k", Dimension::temperature, "lowest temperature it is rated to maintain"),
    number("first_stage_power_w", Dimension::power, "cooling power of the first stage"),
    number("first_stage_temperature_k", Dimension::temperature, "temperature that first_stage_power_w is rated at"),
    number("input_power_w", Dimension::power, "electrical power of the compressor"),
};
constexpr auto pulse_tube = joined(pulse_tube_only, cooling_at_any_point, lifetime);
constexpr std::array sensor_cooler_only{
    word("technology", "stirling gifford_mcmahon joule_thomson pulse_tube brayton other", "how it cools"),
    flag("closed_cycle", "the coolant circulates; false for open-cycle minicoolers"),
    count("stages", "cooling stages"),
    number("base_temperature_k", Dimension::temperature, "lowest temperature of its cold end"),
    number("bore_m", Dimension::length, "outside diameter of a minicooler's bore"),
};
constexpr auto sensor_cooler = joined(sensor_cooler_only, cooling_at_any_point, lifetime);

constexpr std::array amplifier_parameters{
    number("design_temperature_k", Dimension::temperature, "lowest ambient temperature it is designed to work at"),
    number("operating_temperature_k", Dimension::temperature, "temperature it was operated or tested at"),
    number("frequency_low_hz", Dimension::frequency, "lower end of its working frequencies"),
    number("frequency_high_hz", Dimension::frequency, "upper end of its working frequencies"),
    number("gain_db", Dimension::level, "gain"),
    number("gain_low_db", Dimension::level, "lower end where a range of gains is given"),
    number("gain_high_db", Dimension::level, "upper end where a range of gains is given"),
    number("noise_figure_db", Dimension::level, "noise figure, the lowest within its frequencies"),
    number("noise_figure_highest_db", Dimension::level, "noise figure, the highest within its frequencies"),
    number("noise_figure_reference_k", Dimension::temperature, "T0 of the noise figure: 290 K by IEEE's definition"),
    number("noise_figure_290k_db", Dimension::level,
           "noise figure against T0 = 290 K, the lowest within its frequencies"),
    number("noise_figure_highest_290k_db", Dimension::level,
           "noise figure against T0 = 290 K, the highest within its frequencies"),
    number("noise_figure_1k_db", Dimension::level, "noise figure against T0 = 1 K, the lowest within its frequencies"),
    number("noise_figure_highest_1k_db", Dimension::level,
           "noise figure against T0 = 1 K, the highest within its frequencies"),
    number("noise_figure_temperature_k", Dimension::temperature, "ambient temperature that the noise figure holds at"),
    number("noise_figure_frequency_hz", Dimension::frequency, "frequency that the noise figure holds at"),
    number("noise_temperature_k", Dimension::temperature,
           "noise temperature of the amplifier alone, the lowest within its frequencies"),
    number("noise_temperature_highest_k", Dimension::temperature,
           "noise temperature of the amplifier alone, the highest within its frequencies"),
    number("system_noise_temperature_k", Dimension::temperature, "noise temperature of the whole chain behind it"),
    number("added_photons", Dimension::one, "added noise in photons, at its input"),
    number("saturated_power_w", Dimension::power, "peak saturated output power"),
    number("fractional_bandwidth", Dimension::one, "bandwidth over its centre frequency"),
};
constexpr std::array parametric_technology{
    word("technology", "josephson josephson_travelling_wave kinetic_inductance_travelling_wave other", "how it works"),
};
constexpr auto parametric_amplifier = joined(parametric_technology, amplifier_parameters);

constexpr std::array cryo_cmos{
    number("design_temperature_k", Dimension::temperature, "lowest ambient temperature it is designed to work at"),
    number("demonstrated_temperature_k", Dimension::temperature, "lowest temperature it was shown to work at"),
    text("function", "what the circuit does: control, readout, multiplexing, ..."),
    word("delivery", "integrated_circuit transistor process", "what the product is"),
    word("circuit", "processor memory converter programmable_logic other", "kind of integrated circuit"),
    count("qubits_controlled", "qubits that one circuit controls"),
    number("power_per_qubit_w", Dimension::power, "dissipation per controlled qubit"),
    number("subthreshold_swing_v", Dimension::voltage, "gate voltage per decade of current below threshold"),
    number("technology_node_m", Dimension::length, "node of the process"),
};

constexpr std::array control_electronics{
    flag("calibrates", "designed to calibrate qubits"),
    flag("initialises", "designed to initialise qubits"),
    flag("manipulates", "designed to apply gates to qubits"),
    flag("measures", "designed to read qubits out"),
    count("channels", "channels"),
    count("qubits_controlled", "qubits that it is sized for"),
    count("bits", "resolution of its converters"),
    number("sample_rate_hz", Dimension::frequency, "samples a second of one channel"),
    number("frequency_high_hz", Dimension::frequency, "highest output or input frequency"),
};

constexpr std::array qubit_chip{
    word("technology", "superconducting semiconductor_spin photonic ion_trap surface_ion_trap neutral_atom other",
         "what the qubits are or are held by"),
    flag("contains_qubits", "holds arrays of physical qubits"),
    flag("supports_qubits", "supports arrays of physical qubits that are not part of it"),
    count("qubits", "physical qubits that it holds or supports"),
};
constexpr std::array interconnect{
    count("qubits", "physical qubits that it couples"),
    flag("coherent", "transfers quantum states, not only measured results"),
};

constexpr std::array wafer_prober{
    number("test_temperature_k", Dimension::temperature, "lowest temperature it is designed to test devices at"),
    number("wafer_diameter_m", Dimension::length, "largest diameter of wafers it takes"),
};

constexpr std::array isotopic_material{
    word("element", "silicon germanium", "the enriched element"),
    word("form", "epitaxial_layer fluoride hydride chloride oxide element",
         "chemical form; `element` for crystals, "
         "substrates and lumps of the element itself"),
    text("enriched_isotopes", "isotopes that were enriched, such as Si-28"),
    fraction("impurity", "share of the isotopes other than Si-28 and Si-30, or than Ge-70, Ge-72, Ge-74 and Ge-76"),
    word("impurity_basis", "atom mass", "what the shares count"),
    fraction("impurity_atom", "impurity as a share of the atoms"),
    fraction("impurity_mass", "impurity as a share of the mass"),
    fraction("silicon_28", "share of Si-28 in the silicon"),
    fraction("silicon_29", "share of Si-29 in the silicon"),
    fraction("germanium_73", "share of Ge-73 in the germanium"),
    text("as_stated", "the purity in the words of the source"),
};

constexpr std::array cryptography{
    flag("cryptanalytic", "designed or modified to defeat cryptography"),
    count("symmetric_key_bits", "length of symmetric keys"),
    count("rsa_key_bits", "length of keys whose security rests on factoring"),
    count("discrete_log_key_bits", "length of keys that rest on discrete logarithms in a finite field"),
    count("elliptic_curve_key_bits", "length of keys that rest on other discrete logarithms, such as elliptic curves"),
    flag("post_quantum", "asymmetric algorithms based on lattices, isogenies or random codes"),
    flag("mass_market", "sold to the public without restriction"),
    text("algorithms", "algorithms by name"),
};
constexpr std::array key_distribution{
    flag("quantum_cryptography", "uses or performs quantum key distribution"),
    text("protocol", "such as BB84 with decoy states"),
    text("interface", "such as ETSI GS QKD 014"),
    number("key_rate_bit_s", Dimension::data_rate, "secret-key rate at distance_m"),
    number("distance_m", Dimension::length, "length of the link"),
    fraction("quantum_bit_error_rate", "error rate of the sifted key"),
};
constexpr auto qkd_system = joined(key_distribution, cryptography);

constexpr std::array optical_detector{
    word("technology",
         "snspd spad avalanche_photodiode transition_edge_sensor photodiode ccd cmos microbolometer other",
         "how it works"),
    count("elements", "detecting elements"),
    count("array_dimensions", "0 for a single element, 1 for a line, 2 for an area"),
    number("peak_wavelength_m", Dimension::length, "wavelength of the peak response"),
    number("wavelength_low_m", Dimension::length, "lower end of its response"),
    number("wavelength_high_m", Dimension::length, "upper end of its response"),
    number("time_constant_s", Dimension::time, "response time constant"),
    flag("charge_multiplication", "multiplies charge within the detector"),
    number("radiant_sensitivity_a_w", Dimension::radiant_sensitivity, "greatest radiant sensitivity"),
    number("radiant_sensitivity_above_760nm_a_w", Dimension::radiant_sensitivity,
           "greatest radiant sensitivity at wavelengths beyond 760 nm"),
    fraction("relative_response_above_400nm", "response beyond 400 nm over the peak response"),
    number("scan_ratio", Dimension::one, "size of an element along the scan over its size across it"),
    flag("processes_in_element", "signals are processed in the element"),
    word("material", "silicon germanium indium_gallium_arsenide mercury_cadmium_telluride other",
         "material of the elements"),
    fraction("efficiency", "system detection efficiency, or quantum efficiency, at efficiency_wavelength_m"),
    number("efficiency_wavelength_m", Dimension::length, "wavelength that the efficiency holds at"),
    number("operating_temperature_k", Dimension::temperature, "temperature it works at"),
    number("dark_count_rate_hz", Dimension::frequency, "dark counts a second of one element"),
    number("timing_jitter_s", Dimension::time, "timing jitter, full width at half maximum"),
    number("dead_time_s", Dimension::time, "time without response after a count"),
};
constexpr std::array photomultiplier{
    number("photocathode_area_m2", Dimension::area, "area of the photocathode"),
    number("anode_rise_time_s", Dimension::time, "rise time of the anode pulse"),
    number("peak_wavelength_m", Dimension::length, "wavelength of the peak response"),
    number("radiant_sensitivity_a_w", Dimension::radiant_sensitivity, "radiant sensitivity"),
};
constexpr std::array image_intensifier{
    number("peak_wavelength_m", Dimension::length, "wavelength of the peak response"),
    number("channel_pitch_m", Dimension::length, "hole pitch of the microchannel plate"),
    number("pixel_pitch_m", Dimension::length, "pixel pitch of a charge-multiplying sensor"),
    word("photocathode", "multialkali gaas gainas other_iii_v transferred_electron other",
         "material of the photocathode"),
    number("luminous_sensitivity_a_lm", Dimension::luminous_sensitivity, "luminous sensitivity"),
    number("radiant_sensitivity_a_w", Dimension::radiant_sensitivity, "radiant sensitivity"),
};

constexpr std::array atomic_clock{
    word("technology", "rubidium caesium_beam caesium_cpt hydrogen_maser optical_lattice optical_ion iodine other",
         "the reference"),
    number("stability_1s", Dimension::one, "Allan deviation at 1 s"),
    number("stability_1s_high_performance", Dimension::one, "Allan deviation at 1 s of the high-performance option"),
    number("stability_per_month", Dimension::one, "long-term stability: ageing a month, relative"),
    number("power_w", Dimension::power, "total power consumption"),
};

constexpr std::array magnetometer{
    word("technology",
         "squid optically_pumped nuclear_precession fluxgate induction_coil fibre_optic nitrogen_vacancy "
         "rydberg hall other",
         "how it works"),
    number("noise_at_1hz_t_rthz", Dimension::magnetic_noise, "noise floor, rms, at 1 Hz"),
    number("noise_below_1hz_t_rthz", Dimension::magnetic_noise, "noise floor below 1 Hz"),
    number("noise_1_to_10hz_t_rthz", Dimension::magnetic_noise, "noise floor from 1 to 10 Hz"),
    number("noise_above_10hz_t_rthz", Dimension::magnetic_noise, "noise floor above 10 Hz"),
    number("noise_t_rthz", Dimension::magnetic_noise,
           "noise floor from noise_frequency_low_hz to noise_frequency_high_hz"),
    number("noise_frequency_low_hz", Dimension::frequency, "lower end of the frequencies that noise_t_rthz holds for"),
    number("noise_frequency_high_hz", Dimension::frequency, "upper end of the frequencies that noise_t_rthz holds for"),
    number("bandwidth_hz", Dimension::frequency, "bandwidth"),
    flag("in_motion", "designed to reduce the noise of motion while it moves"),
    flag("gradiometer", "measures the gradient of the field"),
    flag("intrinsic_gradiometer", "one sensing element measures the gradient"),
    number("gradient_noise_t_m_rthz", Dimension::magnetic_gradient_noise, "noise floor of the gradient"),
    flag("uses_listed_magnetometers", "a gradiometer made of several magnetometers that are themselves listed"),
    word("purpose", "general fishery biomagnetic_medical_diagnostics", "what it is specially designed for"),
};
constexpr std::array electric_field_sensor{
    flag("underwater", "works under water"),
    number("noise_at_1hz_nv_m_rthz", Dimension::one, "noise floor at 1 Hz, in nV/m by the root of a hertz"),
};
constexpr std::array magnetic_compensation{
    flag("reaches_listed_performance", "sensors that it compensates perform as well as those that are listed"),
};
constexpr std::array underwater_receiver{
    flag("uses_listed_sensors", "holds magnetometers or electric field sensors that are themselves listed"),
};

constexpr std::array gravimeter{
    word("platform", "ground transportable airborne marine space", "what it is designed to stand on"),
    flag("field_use", "designed for use outside a laboratory"),
    flag("mobile", "measures while it moves"),
    number("static_accuracy_m_s2", Dimension::acceleration, "accuracy at rest"),
    number("in_service_accuracy_m_s2", Dimension::acceleration, "accuracy in service, on its platform"),
    number("settling_time_s", Dimension::time, "time to a steady state"),
    number("sensitivity_m_s2_rthz", Dimension::acceleration_noise, "noise floor"),
    number("stability_m_s2", Dimension::acceleration, "long-term stability, which is not accuracy"),
    flag("quartz_element", "its element is of quartz, of the Worden kind"),
    flag("gradiometer", "measures the gradient of gravity"),
};

constexpr std::array superconducting_electronics{
    flag("digital", "switches digital signals; false for filters and resonators"),
    number("gate_delay_s", Dimension::time, "delay of one gate"),
    number("gate_power_w", Dimension::power, "power of one gate"),
    number("gate_energy_j", Dimension::energy, "delay times power of one gate"),
    number("quality_factor", Dimension::one, "Q of its resonators"),
    number("frequency_high_hz", Dimension::frequency, "highest clock or signal frequency"),
};

constexpr std::array electro_optic_modulator{
    number("frequency_high_hz", Dimension::frequency, "highest frequency of modulation"),
    number("insertion_loss_db", Dimension::level, "optical insertion loss"),
    number("half_wave_voltage_v", Dimension::voltage, "V_pi at half_wave_frequency_hz"),
    number("half_wave_frequency_hz", Dimension::frequency, "frequency that the half-wave voltage holds at"),
};

constexpr std::array converter{
    word("direction", "analog_to_digital digital_to_analog", "which way it converts"),
    count("bits", "nominal resolution"),
    number("sample_rate_hz", Dimension::frequency, "samples a second of one channel, interleaved ones together"),
    count("channels", "channels"),
    number("adjusted_update_rate_hz", Dimension::frequency,
           "samples a second that a digital-to-analog converter puts out, less its interpolation"),
    flag("integrated_circuit", "a single chip, not an assembly"),
    flag("stores_or_processes", "holds memory or processing beside the converter"),
    number("settling_time_s", Dimension::time, "settling time"),
    number("spurious_free_range_db", Dimension::level, "spurious-free dynamic range below the carrier"),
};

constexpr std::array signal_generator{
    flag("arbitrary_waveform", "makes waveforms from samples"),
    number("frequency_high_hz", Dimension::frequency, "highest output frequency"),
    number("sample_rate_hz", Dimension::frequency, "samples a second of one channel"),
    number("modulation_bandwidth_hz", Dimension::frequency, "bandwidth of radio-frequency modulation"),
    number("switching_time_s", Dimension::time, "time to switch from one frequency to another"),
    number("phase_noise_db", Dimension::level, "single-sideband phase noise below the carrier in 1 Hz, dBc/Hz",
           -largest_number, 0),
    number("phase_noise_offset_hz", Dimension::frequency, "offset that the phase noise holds at"),
    number("phase_noise_carrier_hz", Dimension::frequency, "carrier that the phase noise holds at"),
};

constexpr std::array oscillator{
    number("carrier_frequency_hz", Dimension::frequency, "frequency that it makes"),
    number("phase_noise_offset_hz", Dimension::frequency, "offset that the phase noise holds at"),
    number(
        "phase_noise_above_mask_db", Dimension::level,
        "single-sideband phase noise at that offset less the mask that the rule gives for it, in dB; negative: better",
        -largest_number),
};

constexpr std::array direct_digital_synthesiser{
    count("bits", "resolution of its converter"),
    number("clock_rate_hz", Dimension::frequency, "clock frequency of its converter"),
};

constexpr std::array network_analyser{
    number("output_power_w", Dimension::power, "greatest output power at output_frequency_hz"),
    number("output_frequency_hz", Dimension::frequency, "frequency that the output power holds at"),
};

constexpr std::array programmable_logic{
    count("digital_connections", "greatest number of single-ended digital inputs and outputs"),
    number("transceiver_rate_bit_s", Dimension::data_rate, "aggregate one-way peak rate of its serial transceivers"),
    flag("assembly", "an assembly of several devices"),
    count("lookup_table_inputs", "inputs of all its lookup tables together"),
};

constexpr std::array lithography_mask{
    word("form", "mask reticle imprint_template", "what it is"),
    word("serves", "cryo_cmos other", "kind of integrated circuit that it is designed for"),
    flag("serves_listed", "those circuits are themselves listed by the entry that the clause names"),
};

constexpr std::array readout_circuit{
    count("elements", "detecting elements that it reads"),
};

constexpr std::array cryogenic_part{
    word("function", "cryostat dewar gas_handling compressor control_unit other", "what it does"),
};

constexpr std::array laser{
    number("wavelength_low_m", Dimension::length, "lower end of its wavelengths"),
    number("wavelength_high_m", Dimension::length, "upper end of its wavelengths; equal where it has one"),
    number("power_w", Dimension::power, "average or continuous output power"),
    number("peak_power_w", Dimension::power, "peak power of a pulse"),
    number("pulse_energy_j", Dimension::energy, "energy of a pulse"),
    number("pulse_duration_s", Dimension::time, "duration of a pulse"),
    number("linewidth_hz", Dimension::frequency, "linewidth"),
    flag("continuous_wave", "continuous; false for pulses"),
    flag("tunable", "tunable"),
    flag("single_mode", "one transverse mode"),
    flag("semiconductor", "a semiconductor laser"),
};

constexpr std::array vacuum_equipment{
    word("function", "pump gauge", "what it does"),
    number("pressure_pa", Dimension::pressure, "lowest pressure that it reaches or measures"),
};

constexpr std::array knowledge{
    word("serves",
         "quantum_computer qubit_chip control_electronics qubit_design_software cryo_cmos parametric_amplifier "
         "sub_kelvin_cooler pulse_tube_cryocooler cryogenic_wafer_prober isotopic_material qkd_system "
         "superconducting_electronics sensor atomic_clock single_photon_detector vacuum_equipment "
         "cryogenic_part scanning_electron_microscope etching_equipment other",
         "the kind of item that it serves to develop, produce or use"),
    flag("serves_listed", "that item is itself listed by the entry that the clause names"),
    flag("serves_superconducting", "that item is a superconducting electronic device"),
    flag("performs_functions", "software that performs or simulates the functions of that item"),
    flag("required", "peculiarly responsible for reaching or exceeding the controlled performance"),
    text("item", "what it serves to develop, produce or use, by kind or by the number of its entry"),
    flag("for_development", "for development"),
    flag("for_production", "for production"),
    flag("for_use", "for operation, maintenance, repair, overhaul or refurbishing"),
    flag("published", "in the public domain"),
    flag("process_design_kit", "a process design kit: a foundry's data for designers of circuits"),
};

constexpr std::array classical_computer{
    number("ambient_low_k", Dimension::temperature, "lowest ambient temperature it is rated to work at"),
};
constexpr std::array optical_computer{
    flag("light_as_data", "designed to represent data by light"),
    flag("coupled_optical_logic", "its logic elements are optical devices coupled directly"),
};

// Angles and multiples of the standard gravity stand in the units that data sheets and rules share.
constexpr std::array accelerometer{
    word("measures", "linear angular", "kind of acceleration"),
    number("range_g", Dimension::one, "greatest linear acceleration it is specified for, in g"),
    flag("inertial_use", "specified for inertial navigation or guidance"),
    number("bias_stability_ug", Dimension::one, "stability of the bias over a year, in millionths of g"),
    number("bias_repeatability_ug", Dimension::one, "repeatability of the bias over a year, in millionths of g"),
    number("scale_factor_stability", Dimension::one, "stability of the scale factor over a year, relative"),
    number("scale_factor_repeatability", Dimension::one, "repeatability of the scale factor over a year, relative"),
};
constexpr std::array gyroscope{
    number("range_g", Dimension::one, "greatest linear acceleration it is specified for, in g"),
    number("rate_range_deg_s", Dimension::one, "greatest rate it measures, in degrees a second"),
    number("bias_stability_month_deg_h", Dimension::one,
           "stability of the bias in 1 g over a month, in degrees an hour"),
    number("bias_stability_3min_deg_h", Dimension::one, "stability of the bias over three minutes, in degrees an hour"),
    number("angle_random_walk_deg_rth", Dimension::one, "angle random walk, in degrees by the root of an hour"),
};
constexpr std::array inertial_navigation{
    flag("aided", "its position rests on positional aids outside itself"),
    number("drift_nmi_h", Dimension::one, "circular error probable without aids, in nautical miles an hour"),
    number("drift_of_distance", Dimension::one, "circular error probable without aids, as a share of the way"),
    number("drift_in_24h_nmi", Dimension::one, "total drift in 24 hours without aids, in nautical miles"),
    number("error_after_aids_m", Dimension::length, "circular error probable up to 4 minutes after aids were lost"),
    number("heading_error_deg", Dimension::one, "heading without aids, in degrees times the secant of the latitude"),
    number("rate_range_deg_s", Dimension::one, "greatest rate of turn that its heading holds for, in degrees a second"),
    flag("sensors_listed", "in more than one dimension it performs as accelerometers or gyroscopes that are listed"),
    number("angle_random_walk_deg_rth", Dimension::one, "angle random walk, in degrees by the root of an hour"),
};

// Sorted by name.
constexpr std::array kinds{
    ComponentKind{"accelerometer", "sensor of acceleration", accelerometer},
    ComponentKind{"atomic_clock", "atomic frequency standard", atomic_clock},
    ComponentKind{"classical_computer", "electronic computer without qubits, or an assembly of one",
                  classical_computer},
    ComponentKind{"coherent_interconnect", "link between qubit devices", interconnect},
    ComponentKind{"control_electronics", "control or measurement device for qubits", control_electronics},
    ComponentKind{"converter", "analog-to-digital or digital-to-analog converter", converter},
    ComponentKind{"cryo_cmos", "CMOS circuit for low temperatures", cryo_cmos},
    ComponentKind{"cryogenic_part", "part of a cryogenic system: cryostat, dewar, compressor, ...", cryogenic_part},
    ComponentKind{"cryogenic_wafer_prober", "wafer probing at low temperatures", wafer_prober},
    ComponentKind{"cryptographic_system", "cryptography or cryptanalysis without a quantum channel", cryptography},
    ComponentKind{"dilution_refrigerator", "cooling below 1 K by dilution of helium-3", refrigerator},
    ComponentKind{"direct_digital_synthesiser", "direct digital synthesiser circuit", direct_digital_synthesiser},
    ComponentKind{"electric_field_sensor", "electric field sensor", electric_field_sensor},
    ComponentKind{"electro_optic_modulator", "analog electro-optic modulator", electro_optic_modulator},
    ComponentKind{"focal_plane_array", "line or area of optical detectors", optical_detector},
    ComponentKind{"gravimeter", "gravity meter or gradiometer", gravimeter},
    ComponentKind{"gyroscope", "gyroscope or sensor of angular rate", gyroscope},
    ComponentKind{"hemt_amplifier", "transistor amplifier for low temperatures", amplifier_parameters},
    ComponentKind{"image_intensifier", "image intensifier tube", image_intensifier},
    ComponentKind{"inertial_navigation", "equipment that measures position or heading by inertia", inertial_navigation},
    ComponentKind{"isotopic_material", "isotopically enriched silicon or germanium", isotopic_material},
    ComponentKind{"laser", "laser", laser},
    ComponentKind{"lithography_mask", "mask, reticle or imprint template", lithography_mask},
    ComponentKind{"magnetic_compensation", "compensation system for magnetic or electric field sensors",
                  magnetic_compensation},
    ComponentKind{"magnetometer", "magnetic field sensor or gradiometer", magnetometer},
    ComponentKind{"network_analyser", "radio-frequency network analyser", network_analyser},
    ComponentKind{"optical_computer", "computer whose logic is optical", optical_computer},
    ComponentKind{"oscillator", "oscillator or assembly of one", oscillator},
    ComponentKind{"parametric_amplifier", "parametric, quantum-limited amplifier", parametric_amplifier},
    ComponentKind{"photomultiplier", "photomultiplier tube", photomultiplier},
    ComponentKind{"programmable_logic", "field programmable logic device", programmable_logic},
    ComponentKind{"pulse_tube_cryocooler", "pulse-tube cryocooler", pulse_tube},
    ComponentKind{"qkd_system", "quantum key distribution", qkd_system},
    ComponentKind{"qubit_chip", "qubit device or circuit without its control", qubit_chip},
    ComponentKind{"readout_circuit", "read-out integrated circuit of a focal plane array", readout_circuit},
    ComponentKind{"sensor_cryocooler", "cryocooler for optical sensors", sensor_cooler},
    ComponentKind{"signal_generator", "signal or waveform generator", signal_generator},
    ComponentKind{"single_photon_detector", "detector of single photons", optical_detector},
    ComponentKind{"software", "software", knowledge},
    ComponentKind{"sub_kelvin_cooler", "cooling below 1 K by other means than dilution", sub_kelvin_cooler},
    ComponentKind{"superconducting_electronics", "superconducting logic, filters or resonators",
                  superconducting_electronics},
    ComponentKind{"technology", "technical data or assistance", knowledge},
    ComponentKind{"underwater_receiver", "electromagnetic receiver for use under water", underwater_receiver},
    ComponentKind{"vacuum_equipment", "ultra-high-vacuum pump or gauge", vacuum_equipment},
};

}  // namespace

std::span<const ComponentKind> component_kinds() { return kinds; }

std::span<const ParameterSpec> parameters_of_any_component() { return any_component; }

}  // namespace qgauge::components
