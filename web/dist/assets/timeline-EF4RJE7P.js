import{D as i,G as e}from"./chunk-2VMT57P3.js";function t(){return i(e,{children:"This screen is being built."})}export{t as default};
